import { readFileSync } from 'node:fs'
import type { Clock } from '../../domain/clock.ts'
import { GatewayError } from '../gateway-error.ts'
import { errorCode, errorText } from '../log/log-error.ts'
import { watchFiles } from '../watch-files.ts'
import { parseIdentities } from './identities.ts'
import type { Identities, Identity } from './identities.ts'

export interface IdentityChange {
  readonly added: readonly string[]
  readonly removed: readonly string[]
  readonly changed: readonly string[]
}

export interface IdentityFileOptions {
  readonly path: string
  readonly clock: Clock
  readonly onChanged: (change: IdentityChange) => void
  /** The file was changed to something that cannot be used; what was known before stays in force. */
  readonly onRefused: (sentence: string) => void
}

export interface IdentityFile {
  readonly size: number
  find(name: string): Identity | undefined
  stop(): void
}

/** Reads the file, and again whenever it changes. Throws a `GatewayError` when it cannot be used at first. */
export function openIdentityFile(options: IdentityFileOptions): IdentityFile {
  const { path, clock } = options
  // Watched before it is read: what changes in between is read again.
  const stop = watchFiles([path], clock, reload)
  let identities: Identities
  try {
    identities = read(path)
  } catch (error) {
    stop()
    throw error
  }
  return {
    get size() {
      return identities.size
    },
    find: (name) => identities.get(name),
    stop,
  }

  function reload(): void {
    try {
      const next = read(path)
      const change = difference(identities, next)
      identities = next
      options.onChanged(change)
    } catch (error) {
      options.onRefused(errorText(error))
    }
  }
}

function read(path: string): Identities {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    const reason = errorCode(error) || errorText(error)
    throw new GatewayError(`the identity file ${path} cannot be read (${reason}): check --identities`)
  }
  return parseIdentities(text, path)
}

function difference(before: Identities, after: Identities): IdentityChange {
  return {
    added: [...after.keys()].filter((name) => !before.has(name)),
    removed: [...before.keys()].filter((name) => !after.has(name)),
    changed: [...after.values()]
      .filter((now) => before.has(now.name) && JSON.stringify(before.get(now.name)) !== JSON.stringify(now))
      .map(({ name }) => name),
  }
}
