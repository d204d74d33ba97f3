import { join } from 'node:path'

/** The folder of the project. */
export const ROOT = join(import.meta.dirname, '../..')

/** A command that the packages brought. */
export function bin(name: string): string {
  return join(ROOT, 'node_modules/.bin', name)
}
