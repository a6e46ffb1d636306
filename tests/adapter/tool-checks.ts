import type { Check } from './checks.ts'
import { PYTHON, run } from './environments.ts'
import type { Environment } from './environments.ts'

/** What the package must pass without any framework. Caches stay out of the tree. */
export function toolChecks({ python }: Environment): readonly Check[] {
  const tool =
    (...args: readonly string[]) =>
    async (): Promise<void> => {
      await run(python, ['-B', '-m', ...args], { PYTHONDONTWRITEBYTECODE: '1' }, PYTHON)
    }
  return [
    ['ruff format', tool('ruff', 'format', '--check', '--no-cache', '.')],
    ['ruff check', tool('ruff', 'check', '--no-cache', '.')],
    ['mypy --strict', tool('mypy', '--cache-dir=/dev/null')],
    ['pytest', tool('pytest', '-q', '-p', 'no:cacheprovider')],
  ]
}
