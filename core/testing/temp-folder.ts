import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Folders for tests; `clear` removes all of them. */
export function makeTempFolders(): { take(): string; clear(): void } {
  const taken: string[] = []
  return {
    take() {
      const path = mkdtempSync(join(tmpdir(), 'fiveten-core-'))
      taken.push(path)
      return path
    },
    clear() {
      for (const path of taken.splice(0)) rmSync(path, { recursive: true, force: true })
    },
  }
}
