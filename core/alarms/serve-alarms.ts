import { dirname } from 'node:path'
import type { MessagePort } from 'node:worker_threads'
import { assertNever } from '../../domain/assert.ts'
import { makeDataFolder } from '../store/data-folder.ts'
import { quarantine } from '../store/quarantine.ts'
import { holdLock } from '../store/sqlite.ts'
import { StoreError } from '../store/store-error.ts'
import type { ThreadReply } from '../store/thread-calls.ts'
import { JournalFile } from './journal-file.ts'
import type { JournalCalls, JournalOpenAsk, JournalRequest, OpenedJournal } from './journal-messages.ts'

interface OpenJournal {
  readonly file: JournalFile
  readonly release: () => void
}

/** The journal's thread. After a failed write the file is closed: what is in it is read anew when it is opened. */
export function serveAlarms(port: MessagePort): void {
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
      case 'alarms-open': {
        close()
        const { opened, ...open } = openJournal(request.ask)
        current = open
        return opened
      }
      case 'alarms-append':
        if (current === undefined) throw new StoreError('not-writable', 'The journal of alarms is not open.')
        current.file.append(request.ask)
        return true
      case 'alarms-close':
        close()
        return true
      default:
        return assertNever(request)
    }
  }

  function close(): void {
    const closing = current
    current = undefined
    closing?.file.close()
    closing?.release()
  }
}

type Opened = OpenJournal & { readonly opened: OpenedJournal }

/** A damaged journal is put aside and begun anew: the alarms of now are found again from the world. */
function openJournal(ask: JournalOpenAsk): Opened {
  makeDataFolder(dirname(ask.path))
  const release = holdLock(`${ask.path}.lock`)
  try {
    return tryOpen(ask, release)
  } catch (error) {
    try {
      if (!(error instanceof StoreError) || error.code !== 'corrupt') throw error
      const quarantined = quarantine(ask.path, ask.wallMs)
      const open = tryOpen(ask, release)
      return { ...open, opened: { ...open.opened, quarantined } }
    } catch (second) {
      release()
      throw second
    }
  }
}

function tryOpen({ path, fromMs }: JournalOpenAsk, release: () => void): Opened {
  const file = JournalFile.open(path)
  try {
    file.prune(fromMs)
    return { file, release, opened: file.load(fromMs) }
  } catch (error) {
    file.close()
    throw error
  }
}
