import { pino } from 'pino'
import { afterAll, expect, test } from 'vitest'
import { COLLECTIONS } from '../../domain/view/items.ts'
import { PROTOCOL } from '../../domain/view/contract.ts'
import { TestView } from '../testing/memory-port.ts'
import { makeCore } from '../testing/core-bench.ts'
import { makeTempFolders } from '../testing/temp-folder.ts'
import { coded } from '../../domain/view/coded-sentence.ts'
import type { Answer } from '../../domain/view/request.ts'
import { RequestFailed, type Desk } from './desk.ts'
import { Desks } from './desks.ts'

const folders = makeTempFolders()
afterAll(folders.clear)

async function started() {
  // Nobody listens there: a wall answers its own people without a gateway.
  const { core } = makeCore({ gateway: '127.0.0.1:9', dataDir: folders.take() })
  await core.start()
  return { core, stop: () => core.stop() }
}

test('a request that no desk takes is refused with a sentence', async () => {
  const { core, stop } = await started()
  const view = new TestView()
  core.attach(view.port)
  view.attach()
  const answer = await view.ask({ kind: 'reveal', caseId: 'none', reason: '核实' })
  expect(answer.accepted).toBe(false)
  expect(answer.refusal).toMatch(/\w+.*\.$/)
  await stop()
})

/** A desk that takes every request, and comes to nothing with it. */
function failing(error: Error): Desk {
  return {
    start: () => Promise.resolve(),
    stop: () => Promise.resolve(),
    tick: () => {},
    answer: () => Promise.reject(error),
  }
}

async function answerOf(...all: readonly Desk[]): Promise<Answer> {
  const desks = new Desks(all, pino({ level: 'silent' }))
  await desks.start()
  return desks.answer({ kind: 'visitor-mode', on: true }, { viewId: 'v' })
}

test('what comes to nothing in the middle is refused by its own code, or as a fault of the wall', async () => {
  expect(await answerOf(failing(new RequestFailed('It was not written.', coded('not-written', {}))))).toEqual(
    {
      accepted: false,
      refusal: 'It was not written.',
      coded: { code: 'not-written', parts: {} },
    },
  )
  expect(await answerOf(failing(new Error('no such thing')))).toEqual({
    accepted: false,
    refusal: 'no such thing',
    coded: { code: 'request-failed', parts: {} },
  })
  expect(await answerOf()).toMatchObject({ accepted: false, coded: { code: 'request-unknown' } })
})

test('visitor mode sends everything anew, masked, to every view at once, and back', async () => {
  const { core, stop } = await started()
  const views = [new TestView(), new TestView()]
  for (const view of views) {
    core.attach(view.port)
    view.attach(PROTOCOL)
  }
  const [first, second] = views
  if (first === undefined || second === undefined) throw new Error('two views')
  expect(await first.ask({ kind: 'visitor-mode', on: true })).toEqual({ accepted: true })
  const seen = second.messages.findLast((message) => message.type === 'world')
  expect(seen).toMatchObject({ type: 'world', visitors: true })
  await second.ask({ kind: 'visitor-mode', on: false })
  expect(first.messages.findLast((message) => message.type === 'world')).toMatchObject({ visitors: false })
  expect(Object.keys(first.replica)).toEqual([...COLLECTIONS])
  await stop()
})
