import { statSync } from 'node:fs'
import { setRepeatingTimer } from '../domain/clock.ts'
import type { Clock } from '../domain/clock.ts'
import { errorCode } from './log/log-error.ts'

const LOOK_EVERY_MS = 1_000

/**
 * Calls back whenever one of the files has become another: written, replaced, removed or back again. It looks
 * by itself, because a notification does not survive a file being replaced, nor a mounted secret.
 */
export function watchFiles(paths: readonly string[], clock: Clock, onChanged: () => void): () => void {
  let known = paths.map(signature).join('\n')
  return setRepeatingTimer(clock, LOOK_EVERY_MS, () => {
    const now = paths.map(signature).join('\n')
    if (now === known) return
    known = now
    onChanged()
  })
}

function signature(path: string): string {
  try {
    const { ino, size, mtimeNs, ctimeNs } = statSync(path, { bigint: true })
    return [ino, size, mtimeNs, ctimeNs].join(' ')
  } catch (error) {
    return errorCode(error)
  }
}
