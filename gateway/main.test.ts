import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { status } from '@grpc/grpc-js'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { spawnGateway } from './testing/gateway-process.ts'
import type { GatewayProcess } from './testing/gateway-process.ts'
import { healthOf } from './testing/health-of.ts'
import { unitRecord } from './testing/records.ts'
import { tempFolder } from './testing/temp-folder.ts'
import { connectWall } from './testing/wall-client.ts'

let folder: ReturnType<typeof tempFolder>
const processes: GatewayProcess[] = []

beforeEach(() => {
  folder = tempFolder()
})

afterEach(async () => {
  for (const { child, ended } of processes.splice(0)) {
    child.kill('SIGKILL')
    await ended()
  }
  folder.remove()
})

function gateway(...args: string[]): GatewayProcess {
  const started = spawnGateway([
    '--data',
    folder.path,
    '--listen',
    '127.0.0.1:0',
    '--no-proof-of-life',
    ...args,
  ])
  processes.push(started)
  return started
}

test('prints one line with address, epoch and revision', async () => {
  const started = gateway('--empty')
  await started.listening()
  expect(started.output.stdout).toMatch(
    /^gateway listening on 127\.0\.0\.1:\d+ epoch=[0-9a-f-]{36} revision=0\n$/,
  )
})

test('says at the start how callers are known, and explains its options', async () => {
  const started = gateway('--empty')
  await started.listening()
  expect(started.output.stderr).toContain('no TLS: everybody on this machine is duty-leader')
  const helped = gateway('--help')
  expect(await helped.ended()).toBe(0)
  for (const option of ['--tls-cert', '--identities', '--local-role', '--no-proof-of-life']) {
    expect(helped.output.stdout).toContain(option)
  }
})

test.for(['SIGTERM', 'SIGINT'] as const)(
  '%s drains: walls are told, the log is closed, exit code 0',
  async (signal) => {
    const started = gateway('--empty')
    const client = connectWall(await started.listening())
    const watched = client.watch()
    await watched.until((messages) => messages.some((message) => message.bookmark))
    const publishing = Array.from({ length: 20 }, (_, index) => client.publish([unitRecord(`U${index}`, 0)]))
    await publishing[0]
    started.child.kill(signal)
    const accepted = (await Promise.allSettled(publishing)).filter(
      ({ status: end }) => end === 'fulfilled',
    ).length
    expect(await watched.ended()).toMatchObject({ code: status.UNAVAILABLE, details: 'gateway is stopping' })
    expect(await started.ended()).toBe(0)
    client.close()
    const next = gateway('--empty')
    await next.listening()
    const revision = Number(/revision=(\d+)/.exec(next.output.stdout)?.[1])
    expect(revision).toBeGreaterThanOrEqual(accepted)
  },
)

test(
  'kill -9 in the middle of publishing loses nothing that was acknowledged',
  { timeout: 60_000 },
  async () => {
    const acknowledged = new Map<string, number>()
    for (let round = 0; round < 5; round += 1) {
      const started = gateway('--empty')
      const client = connectWall(await started.listening())
      const goal = acknowledged.size + 150 + round * 37
      await publishUntilKilled(client, round, acknowledged, () => {
        if (acknowledged.size >= goal) started.child.kill('SIGKILL')
      })
      expect(await started.ended()).toBe('SIGKILL')
      client.close()
    }
    const last = gateway('--empty')
    const client = connectWall(await last.listening())
    const messages = await client.watch().until((all) => all.some((message) => message.bookmark))
    const kept = new Map(
      messages
        .flatMap((message) => message.snapshot?.changes ?? [])
        .map((change) => [change.unit?.id ?? '', change.revision]),
    )
    for (const [id, revision] of acknowledged) expect(kept.get(id), id).toBe(revision)
    expect([...kept.values()].sort((a, b) => a - b)).toEqual(Array.from(kept, (_, index) => index + 1))
    client.close()
  },
)

test('a full disk refuses with a sentence, keeps what was acknowledged, and reading goes on', async () => {
  const full = spawnGateway(['--data', folder.path, '--listen', '127.0.0.1:0', '--empty'], {
    fileBlocks: 3_000,
  })
  processes.push(full)
  const address = await full.listening()
  const client = connectWall(address)
  let acknowledged = 0
  const failure = await (async (): Promise<unknown> => {
    for (;;) {
      try {
        const units = Array.from({ length: 50 }, (_, index) => unitRecord(`U${acknowledged + index}`, 0))
        acknowledged = (await client.publish(units)).revision
      } catch (error) {
        return error
      }
    }
  })()
  expect(failure).toMatchObject({
    code: status.UNAVAILABLE,
    details: expect.stringMatching(/log\.sqlite cannot/),
  })
  expect(await healthOf(address, 'wall.v1.Intake')).toBe('NOT_SERVING')
  expect(await healthOf(address, 'wall.v1.WallFeed')).toBe('SERVING')
  const messages = await client.watch().until((all) => all.some((message) => message.bookmark))
  expect(messages.at(-1)?.bookmark?.revision).toBe(acknowledged)
  client.close()
  full.child.kill('SIGTERM')
  expect(await full.ended()).toBe(0)
  const next = gateway('--empty')
  await next.listening()
  expect(next.output.stdout).toContain(`revision=${acknowledged}\n`)
})

/** Many requests at once, so that the kill falls between write, commit and answer. */
async function publishUntilKilled(
  client: ReturnType<typeof connectWall>,
  round: number,
  acknowledged: Map<string, number>,
  onAcknowledged: () => void,
): Promise<void> {
  let serial = 0
  let alive = true
  async function sendOneAfterAnother(): Promise<void> {
    while (alive) {
      const ids = Array.from({ length: 5 }, () => `R${round}-${serial++}`)
      const response = await client.publish(ids.map((id) => unitRecord(id, 0)))
      for (const { index, revision } of response.results) acknowledged.set(ids[index] ?? '', revision)
      onAcknowledged()
    }
  }
  const senders = Array.from({ length: 8 }, sendOneAfterAnother)
  await Promise.allSettled(senders.map((sender) => sender.finally(() => (alive = false))))
}

describe('what is wrong is said in a sentence', () => {
  test('a port that is taken: exit code 1', async () => {
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const { port } = other.address() as AddressInfo
    const started = gateway('--empty', '--listen', `127.0.0.1:${port}`)
    expect(await started.ended()).toBe(1)
    expect(started.output.stderr).toContain(
      `127.0.0.1:${port} is in use by another program: stop it, or choose another address with --listen\n`,
    )
    expect(started.output.stderr).not.toContain(' at ')
    other.close()
  })

  test.for([
    [['--scenario', 'nowhere'], 1, 'there is no scenario "nowhere"; there are: '],
    [
      ['--listen', '0.0.0.0:5510'],
      1,
      '0.0.0.0 is not a loopback address; without TLS the gateway listens on',
    ],
    [['--listen', 'here'], 1, '"here" is not HOST:PORT'],
    [['--speed', 'fast'], 2, '--speed fast is not a number that can be used\nusage: '],
    [['--retain', '0'], 2, '--retain 0 is not a number that can be used'],
    [['--colour'], 2, "Unknown option '--colour'"],
    [['--local-role', 'boss'], 2, '--local-role boss is not one of viewer, seat, duty-leader, admin'],
    [['--tls-cert', 'x'], 2, 'TLS needs all of --tls-cert, --tls-key and --tls-ca'],
    [['--identities', 'x'], 1, '--identities needs TLS'],
    [['--empty', '--scenario', 'luohe-day'], 2, '--empty and --scenario exclude each other'],
  ] as const)('%j: exit code %i', async ([args, code, sentence]) => {
    const started = gateway(...args)
    expect(await started.ended()).toBe(code)
    expect(started.output.stderr).toContain(sentence)
    expect(started.output.stderr).not.toMatch(/^\s+at /m)
  })

  test('a data folder that cannot be made: exit code 1', async () => {
    writeFileSync(join(folder.path, 'file'), '')
    const started = gateway('--empty', '--data', join(folder.path, 'file', 'data'))
    expect(await started.ended()).toBe(1)
    expect(started.output.stderr).toContain('cannot be made (ENOTDIR): choose a folder that may be written')
  })

  test('a data folder that another gateway uses: exit code 1', async () => {
    await gateway('--empty').listening()
    const second = gateway('--empty')
    expect(await second.ended()).toBe(1)
    expect(second.output.stderr).toContain('is in use by another gateway: stop it')
  })
})
