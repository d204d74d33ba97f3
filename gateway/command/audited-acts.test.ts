import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { SubmitRequest } from '../../proto/gen/wall/v1/command.ts'
import { verifyAudit } from '../audit/verify.ts'
import { spawnGateway } from '../testing/gateway-process.ts'
import { caseRecord } from '../testing/records.ts'
import { makeGatewayBench } from '../testing/gateway-bench.ts'
import { tempFolder } from '../testing/temp-folder.ts'
import { connectWall } from '../testing/wall-client.ts'

const bench = makeGatewayBench()
let folder: ReturnType<typeof tempFolder>
beforeEach(() => {
  folder = tempFolder()
})
afterEach(async () => {
  await bench.clear()
  folder.remove()
})

function note(commandId: string): SubmitRequest {
  const empty = SubmitRequest.decode(new Uint8Array())
  return { ...empty, commandId, actor: 'desk', caseId: 'C1', note: { text: commandId } }
}

function auditedIds(): readonly string[] {
  const database = new Sqlite(join(folder.path, 'audit.db'), { readonly: true })
  const details = database
    .prepare<[], string>("SELECT detail FROM audit WHERE event = 'command.accepted' ORDER BY number")
    .pluck()
    .all()
  database.close()
  return details.map((detail) => (JSON.parse(detail) as { readonly commandId: string }).commandId)
}

async function notesInLog(): Promise<readonly string[]> {
  const { client } = await bench.start({ dataDir: folder.path })
  const messages = await client.watch().until((all) => all.some((message) => message.bookmark))
  const facts = messages.flatMap(({ snapshot }) => snapshot?.changes[0]?.case?.facts ?? [])
  return facts.flatMap((fact) => (fact.note === '' ? [] : [fact.note]))
}

test('kill -9 between log and audit: every act in the log is in the audit, once', async () => {
  for (let round = 0; round < 3; round += 1) {
    const args = ['--data', folder.path, '--listen', '127.0.0.1:0', '--empty', '--no-proof-of-life']
    const started = spawnGateway(args)
    const client = connectWall(await started.listening())
    await client.publish([caseRecord('C1')])
    const acts = Array.from({ length: 40 }, (_, index) =>
      client.submit(note(`${round}-${index}`)).then(() => {
        if (index === 5 + round * 7) started.child.kill('SIGKILL')
      }),
    )
    await Promise.allSettled(acts)
    started.child.kill('SIGKILL')
    await started.ended()
    client.close()
  }
  const notes = await notesInLog()
  expect(notes.length).toBeGreaterThan(3)
  expect([...auditedIds()].sort()).toEqual([...notes].sort())
  expect(verifyAudit(folder.path).problems).toEqual([])
})

test('kill -9 while the audit cannot be written: the log still owes the act, and tells it at the next start', async () => {
  const started = spawnGateway(['--data', folder.path, '--listen', '127.0.0.1:0', '--no-proof-of-life'])
  const client = connectWall(await started.listening())
  await client.publish([caseRecord('C1')])
  const blocker = new Sqlite(join(folder.path, 'audit.db'))
  blocker.exec('BEGIN IMMEDIATE')
  expect(await client.submit(note('unheard'))).toMatchObject({ accepted: true })
  started.child.kill('SIGKILL')
  await started.ended()
  blocker.exec('ROLLBACK')
  blocker.close()
  client.close()
  expect(auditedIds()).toEqual([])
  expect(await notesInLog()).toEqual(['unheard'])
  expect(auditedIds()).toEqual(['unheard'])
})

test('what the log still owes is told at the next start, and not again at the one after', async () => {
  const first = await bench.start({ dataDir: folder.path })
  await first.client.publish([caseRecord('C1')])
  await first.client.submit(note('told'))
  await first.gateway.stop()
  const log = new Sqlite(join(folder.path, 'log.sqlite'))
  log.exec(`INSERT INTO unaudited VALUES ('lost', 'command.accepted', 'local', '{"commandId":"lost"}')`)
  log.close()
  for (let round = 0; round < 2; round += 1) {
    const next = await bench.start({ dataDir: folder.path })
    await next.gateway.stop()
    expect(auditedIds()).toEqual(['told', 'lost'])
  }
})
