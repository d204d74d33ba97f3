import { existsSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { makeDataFolder } from '../store/data-folder.ts'
import { holdLock } from '../store/sqlite.ts'
import { StoreError } from '../store/store-error.ts'
import { AUDIT_FILE, AuditFile } from './audit-file.ts'
import type { AuditOpenAsk, OpenedAudit } from './audit-messages.ts'

export interface OpenAudit {
  readonly file: AuditFile
  readonly opened: OpenedAudit
  close(): void
}

/**
 * Opens the audit, and nobody else's until `close`. A damaged one is put aside and never removed; the new one
 * begins with the row that says so, and its head stays as evidence. Throws `StoreError`.
 */
export function openAudit({ dir, wallMs }: AuditOpenAsk): OpenAudit {
  prepareFolder(dir)
  const release = holdLock(join(dir, `${AUDIT_FILE}.lock`))
  let file: AuditFile | undefined
  try {
    const { opened, aside } = openOrBegin(dir, wallMs)
    file = opened
    // First the old head goes aside: the first row of a new file would take its place.
    const disputed = file.dispute(wallMs)
    if (aside !== undefined) {
      file.append([{ atMs: wallMs, event: 'audit.damaged', who: '', detail: JSON.stringify({ aside }) }])
    }
    const troubles = [aside, disputed].filter((one) => one !== undefined)
    return {
      file,
      opened: { head: file.head, troubles },
      close() {
        opened.close()
        release()
      },
    }
  } catch (error) {
    file?.close()
    release()
    throw error
  }
}

function openOrBegin(dir: string, wallMs: number): { opened: AuditFile; aside?: string } {
  try {
    return { opened: AuditFile.open(dir) }
  } catch (error) {
    if (!(error instanceof StoreError) || error.code !== 'corrupt') throw error
    const path = join(dir, AUDIT_FILE)
    const aside = `${path}.damaged-${wallMs}`
    for (const suffix of ['', '-wal', '-shm']) {
      if (existsSync(path + suffix)) renameSync(path + suffix, aside + suffix)
    }
    return {
      opened: AuditFile.open(dir),
      aside: `The audit was damaged and is kept as ${aside} (${error.message}).`,
    }
  }
}

function prepareFolder(dir: string): void {
  try {
    makeDataFolder(dir)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new StoreError('not-writable', `The audit folder ${dir} cannot be written (${reason}).`)
  }
}
