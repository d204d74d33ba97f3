import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { TEST_COUNTS } from '../lib/counts.ts'
import { sleep } from '../lib/wait.ts'
import { LongRun } from './long-run.ts'
import { Worker } from './worker.ts'

const ENDLESS = { ...TEST_COUNTS, faults: 1_000_000 }
const SETTING = { seed: 1, long: false, counts: ENDLESS, untilMs: Number.POSITIVE_INFINITY }
const TIMEOUT_MS = 120_000

/** The workers that this process has started. */
function workerPids(): readonly number[] {
  const lines = execFileSync('ps', ['-o', 'pid=,args=', '--ppid', String(process.pid)], { encoding: 'utf8' })
  return lines
    .split('\n')
    .filter((line) => line.includes('worker-main.ts'))
    .map((line) => Number.parseInt(line, 10))
}

test('a worker that has ended unseen says so when it is told to do something', async () => {
  const worker = new Worker(() => {})
  process.kill(worker.pid, 'SIGKILL')
  while (workerPids().includes(worker.pid)) await sleep(20)
  await sleep(100)
  const error = await worker.obey({ type: 'row', index: 0, setting: SETTING }, 'N1')
  expect(error?.message).toBe('A worker ended with SIGKILL before it was told anything.')
  worker.enough()
  worker.stop()
})

test(
  'random sequences whose workers die one after the other come to an end, and each death is a failure',
  async () => {
    const said: string[] = []
    const run = new LongRun({ setting: SETTING, row: 'R', workers: 0, say: (line) => said.push(line) }).run()
    let isOver = false
    void run.finally(() => (isOver = true))
    while (!isOver) {
      for (const pid of workerPids()) process.kill(pid, 'SIGKILL')
      await sleep(200)
    }
    expect(await run).toBe(6)
    expect(said.filter((line) => line.includes('A worker ended with SIGKILL'))).toHaveLength(6)
  },
  TIMEOUT_MS,
)
