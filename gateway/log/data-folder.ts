import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { LogError, errorCode, errorText } from './log-error.ts'
import { holdLock } from './sqlite.ts'

/**
 * A folder that belongs to this process until it is released or the process ends in any way. What stands in it is
 * for the one who runs the gateway, and for nobody else on this machine; one that is there already stays as it is.
 */
export interface DataFolder {
  readonly logPath: string
  release(): void
}

export function takeDataFolder(path: string): DataFolder {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw new LogError(
      `the data folder ${path} cannot be made (${errorCode(error) || errorText(error)}): ` +
        'choose a folder that may be written with --data',
    )
  }
  const release = holdLock(
    join(path, 'gateway.lock'),
    `the data folder ${path} is in use by another gateway: stop it, or choose another folder with --data`,
  )
  return { logPath: join(path, 'log.sqlite'), release }
}
