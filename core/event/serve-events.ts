import { existsSync, renameSync } from 'node:fs'
import { dirname } from 'node:path'
import type { MessagePort } from 'node:worker_threads'
import { assertNever } from '../../domain/assert.ts'
import { makeDataFolder } from '../store/data-folder.ts'
import { holdLock } from '../store/sqlite.ts'
import { StoreError } from '../store/store-error.ts'
import type { ThreadReply } from '../store/thread-calls.ts'
import { JournalFile } from './journal-file.ts'
import type { JournalCalls, JournalOpenAsk, JournalRequest, OpenedJournal } from './journal-messages.ts'

const SIDE_FILES = ['', '-wal', '-shm'] as const

/** The thread of the events' journal. After a failed write the file is closed, and opened again when it is next asked. */
export function serveEvents(port: MessagePort): void {
  let current: OpenJournal | undefined
  port.on('message', (request: JournalRequest) => port.postMessage(attempt(request)))

  function attempt(request: JournalRequest): ThreadReply {
    try {
      return { id: request.id, ok: true, answer: perform(request) }
    } catch (error) {
      close()
      const code = error instanceof StoreError ? error.code : 'not-writable'
      const message = error instanceof Error ? error.message : String(error)
      return { id: request.id, ok: false, code, message }
    }
  }

  function perform(request: JournalRequest): JournalCalls[keyof JournalCalls]['answer'] {
    switch (request.call) {
      case 'journal-open':
        close()
        current = openJournal(request.ask)
        return current.opened
      case 'journal-add':
        if (current === undefined) throw new StoreError('not-writable', "The events' journal is not open.")
        current.file.add(request.ask)
        return true
      case 'journal-close':
        close()
        return true
      default:
        return assertNever(request)
    }
  }

  function close(): void {
    const closing = current
    current = undefined
    closing?.close()
  }
}

interface OpenJournal {
  readonly file: JournalFile
  readonly opened: OpenedJournal
  close(): void
}

/** A damaged journal is put aside, where it stays until a person takes it away. Throws `StoreError`. */
function openJournal({ path, wallMs }: JournalOpenAsk): OpenJournal {
  makeDataFolder(dirname(path))
  const release = holdLock(`${path}.lock`)
  try {
    const first = tryOpen(path, release)
    if (first !== undefined) return first
    const aside = putAside(path, wallMs)
    const second = tryOpen(path, release)
    if (second === undefined) throw new StoreError('corrupt', `The file ${path} is damaged again.`)
    return { ...second, opened: { ...second.opened, aside } }
  } catch (error) {
    release()
    throw error
  }
}

/** `undefined` for a damaged file. */
function tryOpen(path: string, release: () => void): OpenJournal | undefined {
  let file: JournalFile | undefined
  try {
    file = JournalFile.open(path)
    const open = file
    const acts = open.load()
    return {
      file: open,
      opened: { acts },
      close() {
        open.close()
        release()
      },
    }
  } catch (error) {
    file?.close()
    if (error instanceof StoreError && error.code === 'corrupt') return undefined
    throw error
  }
}

/** Never under a name that is there already. */
function putAside(path: string, wallMs: number): string {
  const aside = `${path}.damaged-${wallMs}`
  if (existsSync(aside)) return putAside(path, wallMs + 1)
  for (const suffix of SIDE_FILES) {
    if (existsSync(path + suffix)) renameSync(path + suffix, aside + suffix)
  }
  return aside
}
