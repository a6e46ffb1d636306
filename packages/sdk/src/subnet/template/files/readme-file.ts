/** `README.md` of the template. */
export const README_FILE = `# __NAME__

Miners get 48 numbers and a target and look for numbers among them that add up to it, or nearly so.
The closer, the better paid. It is an example: replace the task by yours.

| File | What it is |
|---|---|
| \`subnet.js\` | the challenge, the judging of answers, the scores |
| \`miner.js\` | what an honest miner answers with; put your model here |
| \`agents.js\` | miners for simulations: three honest ones and four cheats |
| \`subnet.test.js\` | tests: \`npm test\` after \`npm install\` |

See who earns what over 50 windows:

    plexus subnet simulate ./__NAME__

Run it on a chain, each in a terminal of its own:

    plexus mine --subnet ./__NAME__
    plexus validate --subnet ./__NAME__

Rules for what you change:

- \`challenge\` and \`score\` are pure: no clock, no \`Math.random\`, no files. All randomness is
  \`task.seed\`.
- \`verify\` never trusts an answer. It checks the form first and then what it claims.
- Do not pay per hotkey: hotkeys are free. Here equal answers are paid once.
- Whatever you pay for, somebody will make cheaply. Add an agent that does.
`
