import type { Word, Words } from './words-of.ts'

/** The script for a shell; words that it does not know are left to the completion of files. */
export function completionScript(shell: 'bash' | 'zsh' | 'fish', words: Words): string {
  switch (shell) {
    case 'bash':
      return bash(words)
    case 'zsh':
      return zsh(words)
    case 'fish':
      return fish(words)
  }
}

/** `' stake'|' stake add'`: chains of commands, as the scripts gather them. */
const paths = (words: Words): readonly string[] =>
  [...words.keys()].filter((path) => path !== '').map((path) => `' ${path}'`)

const start = (path: string): string => (path === '' ? "''" : `' ${path}'`)

/** Single quotes hold everything but themselves. */
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`

function bash(words: Words): string {
  const cases = [...words].map(
    ([path, next]) =>
      `    ${start(path)}) words=${quoted(next.map(({ word }) => word).join(' '))} ;;`,
  )
  return `# plexus completion bash
_plexus() {
  local chain='' words='' i
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "$chain \${COMP_WORDS[i]}" in
      ${paths(words).join('|')}) chain="$chain \${COMP_WORDS[i]}" ;;
    esac
  done
  case "$chain" in
${cases.join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _plexus plexus
`
}

function zsh(words: Words): string {
  const entry = ({ word, about }: Word): string => quoted(`${word}:${about.replaceAll(':', '\\:')}`)
  const cases = [...words].map(
    ([path, next]) => `    ${start(path)}) next=(${next.map(entry).join(' ')}) ;;`,
  )
  return `#compdef plexus
_plexus() {
  local chain='' i
  local -a next
  for ((i = 2; i < CURRENT; i++)); do
    case "$chain \${words[i]}" in
      ${paths(words).join('|')}) chain="$chain \${words[i]}" ;;
    esac
  done
  case "$chain" in
${cases.join('\n')}
  esac
  _describe plexus next || _files
}
compdef _plexus plexus
`
}

function fish(words: Words): string {
  const lines = [...words].flatMap(([path, next]) =>
    next.map(({ word, about }) => {
      const when = `test (__plexus_chain) = ${path === '' ? "''" : `' ${path}'`}`
      const what = word.startsWith('--') ? `-l ${word.slice(2)}` : `-a ${word}`
      const text = about === '' ? '' : ` -d ${fishQuoted(about)}`
      return `complete -c plexus -n ${fishQuoted(when)} ${what}${text}`
    }),
  )
  return `# plexus completion fish
function __plexus_chain
  set -l chain ''
  for word in (commandline -opc)[2..-1]
    switch "$chain $word"
      case ${paths(words).join(' ')}
        set chain "$chain $word"
    end
  end
  echo "$chain"
end
${lines.join('\n')}
`
}

const fishQuoted = (text: string): string =>
  `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
