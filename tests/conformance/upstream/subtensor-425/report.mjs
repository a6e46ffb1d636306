import { appendFileSync } from 'node:fs'

/** Writes a line of JSON to `PLEXUS_REPORT` for every test that has ended. */
export default class Report {
  #context
  #reported = new Set()

  onInit(context) {
    this.#context = context
  }

  onTaskUpdate(packs) {
    for (const [id] of packs) this.#report(this.#context.state.idMap.get(id))
  }

  /** What a failed hook kept from running has no end of its own. */
  onFinished(files) {
    for (const file of files) this.#unrun(file, file)
  }

  #unrun(parent, file, error = reasonOf(file)) {
    for (const task of parent.tasks ?? []) {
      if (task.type === 'suite') this.#unrun(task, file, reasonOf(task) ?? error)
      else if (error !== undefined && !this.#reported.has(task.id)) write(task, 'failed', error)
    }
  }

  #report(task) {
    const state = task?.result?.state
    if (task?.type !== 'test' || this.#reported.has(task.id)) return
    if (state !== 'pass' && state !== 'fail') return
    this.#reported.add(task.id)
    write(task, state === 'pass' ? 'passed' : 'failed', reasonOf(task))
  }
}

function write(task, outcome, reason) {
  const seconds = Math.round((task.result?.duration ?? 0) / 100) / 10
  const line = { file: task.file.filepath, suite: task.suite.name, test: task.name, outcome }
  appendFileSync(process.env.PLEXUS_REPORT, `${JSON.stringify({ ...line, seconds, reason })}\n`)
}

function reasonOf({ result }) {
  return result?.errors?.map(({ message }) => message).join('\n')
}
