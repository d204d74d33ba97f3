import { spawnSync } from 'node:child_process'

/** Runs openssl. Throws a sentence when it is missing or refuses. */
export function openssl(...args: readonly string[]): void {
  opensslIn('.', ...args)
}

/** The same in a folder, for commands whose files name each other. */
export function opensslIn(cwd: string, ...args: readonly string[]): void {
  const { error, status, stderr } = spawnSync('openssl', args, { cwd, encoding: 'utf8' })
  if (error) {
    throw new Error(
      'The openssl command is missing: install it (the package is named openssl), and try again.',
    )
  }
  if (status !== 0) throw new Error(`openssl ${args[0] ?? ''} refused: ${stderr.trim()}`)
}
