import { mkdirSync } from 'node:fs'

/**
 * A folder for what the wall keeps, in which plates, telephone numbers and names stand in full: for the one who runs
 * the wall, and for nobody else on this machine. One that is there already stays as it is.
 */
export function makeDataFolder(path: string): void {
  mkdirSync(path, { recursive: true, mode: 0o700 })
}
