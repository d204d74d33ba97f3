import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Stage, type Case } from '../../proto/gen/wall/v1/case.ts'
import { createGateway, type Gateway } from '../gateway.ts'
import { tempFolder } from '../testing/temp-folder.ts'
import { connectWall } from '../testing/wall-client.ts'
import { toMs } from '../timestamps.ts'

const MAIN = join(import.meta.dirname, 'import-main.ts')
let folder = tempFolder()
let gateway: Gateway
let address: string

beforeEach(async () => {
  folder = tempFolder()
  gateway = createGateway({ dataDir: join(folder.path, 'gateway') })
  address = (await gateway.start()).address
})
afterEach(async () => {
  await gateway.stop()
  folder.remove()
})

interface Run {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

function runImport(...args: readonly string[]): Promise<Run> {
  return new Promise((resolve) => {
    execFile(process.execPath, [MAIN, ...args], (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr })
    })
  })
}

function write(name: string, content: unknown): string {
  const path = join(folder.path, name)
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

/** In the shape of a city's file: newest first, two still open. */
function requests(count: number): readonly Readonly<Record<string, unknown>>[] {
  return Array.from({ length: count }, (_, index) => {
    const requestedMs = Date.parse('2016-10-23T14:00:00-04:00') - index * 60_000
    return {
      service_request_id: `1010019${index}`,
      status: index < 2 ? 'open' : 'closed',
      service_name: 'Illegal Parking',
      service_code: '4f389210e75084437f0001e5',
      requested_datetime: new Date(requestedMs).toISOString(),
      updated_datetime: new Date(requestedMs + 3_600_000).toISOString(),
      address: `${index} Example St`,
      lat: 42.3 + index / 10_000,
      long: -71.1,
      ...(index % 3 === 0 ? { status_notes: 'Case noted.' } : {}),
    }
  })
}

async function casesInGateway(): Promise<readonly Case[]> {
  const wall = connectWall(address)
  const watched = wall.watch()
  const messages = await watched.until((all) => all.some(({ bookmark }) => bookmark !== undefined))
  watched.cancel()
  wall.close()
  return messages.flatMap(({ snapshot }) => (snapshot?.changes ?? []).flatMap((change) => change.case ?? []))
}

test('a thousand requests become a thousand cases; the second run changes nothing', async () => {
  const path = write('requests.json', requests(1_000))
  expect(await runImport('open311', path, '--gateway', address)).toMatchObject({
    code: 0,
    stdout: '1000 read, 1000 landed, 0 refused, 0 already known\n',
  })
  const cases = await casesInGateway()
  const stages = Map.groupBy(cases, ({ stage }) => stage)
  expect(stages.get(Stage.STAGE_REPORT)).toHaveLength(2)
  expect(stages.get(Stage.STAGE_CLOSE)).toHaveLength(998)
  expect((await runImport('open311', path, '--gateway', address)).stdout).toBe(
    '1000 read, 0 landed, 0 refused, 1000 already known\n',
  )
  expect(await casesInGateway()).toEqual(cases)
})

test('of a dirty file the usable part lands, the rest is listed, and that is no failure', async () => {
  const [first, second] = requests(2)
  const later = { ...second, requested_datetime: '2099-01-01T00:00:00Z', updated_datetime: undefined }
  const path = write('dirty.json', [first, 'rubbish', {}, later])
  const { code, stdout } = await runImport('open311', path, '--gateway', address)
  expect(code).toBe(0)
  expect(stdout.split('\n')).toEqual([
    'record 1 refused: it is not an object',
    'record 2 refused: it has no service_request_id',
    expect.stringMatching(/^record 3 refused: .*in the future/),
    '4 read, 1 landed, 3 refused, 0 already known',
    '',
  ])
})

test('a request that was open and is closed in a later file is closed then', async () => {
  const [open] = requests(1)
  await runImport('open311', write('one.json', [open]), '--gateway', address)
  const path = write('two.json', [{ ...open, status: 'closed' }])
  const { stdout } = await runImport('open311', path, '--gateway', address)
  expect(stdout).toBe('1 read, 1 landed, 0 refused, 0 already known\n')
  expect((await casesInGateway())[0]?.stage).toBe(Stage.STAGE_CLOSE)
})

test('a replay begins now, by the clock of the gateway, and keeps the order', async () => {
  const path = write('requests.json', requests(20))
  const beforeMs = gateway.serverMs()
  const { code, stdout } = await runImport('open311', path, '--gateway', address, '--speed', '10000')
  expect({ code, stdout }).toEqual({ code: 0, stdout: '20 read, 20 landed, 0 refused, 0 already known\n' })
  const reportedMs = (await casesInGateway())
    .toSorted((a, b) => Number(b.externalId) - Number(a.externalId))
    .map(({ facts }) => (facts[0]?.at === undefined ? 0 : toMs(facts[0].at)))
  expect(Math.min(...reportedMs)).toBeGreaterThanOrEqual(beforeMs)
  expect(Math.max(...reportedMs)).toBeLessThanOrEqual(gateway.serverMs())
  expect(Math.max(...reportedMs) - Math.min(...reportedMs)).toBe(114)
  const again = await runImport('open311', path, '--gateway', address)
  expect(again.stdout).toBe('20 read, 0 landed, 0 refused, 20 already known\n')
})

test.each([
  ['no such file', () => join(folder.path, 'missing.json'), 'there is no such file'],
  ['no JSON', () => write('bad.json', '{"a": '), 'is not JSON'],
  ['no array', () => write('object.json', {}), 'does not hold a JSON array'],
])('%s: a sentence and exit code 1', async (_, path, sentence) => {
  const { code, stderr } = await runImport('open311', path(), '--gateway', address)
  expect(code).toBe(1)
  expect(stderr).toContain(sentence)
  expect(stderr).not.toContain('    at ')
})

test('no gateway: a sentence that says how to start one', async () => {
  const path = write('requests.json', requests(1))
  await gateway.stop()
  const { code, stderr } = await runImport('open311', path, '--gateway', address)
  expect(code).toBe(1)
  expect(stderr).toContain(`No gateway answers at ${address}. Start one: npm run gateway`)
  expect(stderr.trim().split('\n')).toHaveLength(1)
})
