import { spawnSync } from 'node:child_process'

/** Runs openssl. Throws a sentence when it is missing or refuses. */
export function openssl(...args: readonly string[]): void {
  const { error, status, stderr } = spawnSync('openssl', args, { encoding: 'utf8' })
  if (error) {
    throw new Error(
      'The openssl command is missing: install it (the package is named openssl), and try again.',
    )
  }
  if (status !== 0) throw new Error(`openssl ${args[0] ?? ''} refused: ${stderr.trim()}`)
}
