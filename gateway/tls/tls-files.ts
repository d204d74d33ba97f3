import type { Clock } from '../../domain/clock.ts'
import { errorText } from '../log/log-error.ts'
import { watchFiles } from '../watch-files.ts'
import { isSameTls, readTls } from './tls-material.ts'
import type { TlsMaterial, TlsPaths } from './tls-material.ts'

export interface TlsFilesOptions {
  readonly paths: TlsPaths
  /** The host that is listened on: walls check that the certificate names it. */
  readonly host: string
  readonly clock: Clock
  readonly onRotated: (material: TlsMaterial, before: TlsMaterial) => void
  /** The files were changed to something that cannot be used; what was used before stays in force. */
  readonly onRefused: (sentence: string) => void
}

export interface TlsFiles {
  readonly current: TlsMaterial
  stop(): void
}

/**
 * Reads the files, and again whenever one of them changes. New ones are used when all of them are whole, valid
 * and belong together: a rotation in several writes, in any order, takes place at its last one.
 */
export function openTlsFiles({ paths, host, clock, onRotated, onRefused }: TlsFilesOptions): TlsFiles {
  const stop = watchFiles(namesOf(paths), clock, reload)
  let current: TlsMaterial
  try {
    current = readTls(paths, host, clock.wallMs())
  } catch (error) {
    stop()
    throw error
  }
  return {
    get current() {
      return current
    },
    stop,
  }

  function reload(): void {
    let next: TlsMaterial
    try {
      next = readTls(paths, host, clock.wallMs())
    } catch (error) {
      onRefused(errorText(error))
      return
    }
    if (isSameTls(current, next)) return
    const before = current
    current = next
    onRotated(next, before)
  }
}

function namesOf({ certPath, keyPath, caPath, crlPath }: TlsPaths): readonly string[] {
  return [certPath, keyPath, caPath, ...(crlPath === undefined ? [] : [crlPath])]
}
