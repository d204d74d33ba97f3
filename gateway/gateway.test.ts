import { BinaryReader, BinaryWriter } from '@bufbuild/protobuf/wire'
import { credentials, makeGenericClientConstructor } from '@grpc/grpc-js'
import type { ClientDuplexStream } from '@grpc/grpc-js'
import { afterEach, describe, expect, test } from 'vitest'
import { toMs } from './timestamps.ts'
import { makeGatewayBench } from './testing/gateway-bench.ts'
import { healthOf } from './testing/health-of.ts'
import { caseRecord } from './testing/records.ts'

const bench = makeGatewayBench()
afterEach(() => bench.clear())

test('a published case reaches a wall', async () => {
  const { client } = await bench.start()
  const watched = client.watch()
  await watched.until((messages) => messages.some((message) => message.bookmark))
  const response = await client.publish([caseRecord('C1')])
  expect(response.results).toEqual([{ index: 0, revision: 1, refusal: '', repeatedKey: false }])
  const messages = await watched.until((all) => all.some((message) => message.batch))
  expect(messages.map((message) => message.batch?.changes[0]?.case?.title)).toContain('Case C1')
})

describe('time', () => {
  test('is real without a scenario', async () => {
    const { client } = await bench.start()
    const before = Date.now()
    const { receivedAt, sentAt, rate } = await client.time()
    const after = Date.now()
    const [received, sent] = [receivedAt ? toMs(receivedAt) : 0, sentAt ? toMs(sentAt) : 0]
    expect([before <= received, received <= sent, sent <= after, rate]).toEqual([true, true, true, 1])
  })

  test('runs at the asked rate and goes on over a restart', async () => {
    const first = await bench.start({ speed: 100 })
    expect((await first.client.time()).rate).toBe(100)
    const before = first.gateway.serverMs()
    await first.gateway.stop()
    const second = await bench.start({ dataDir: first.dataDir })
    expect((await second.client.time()).rate).toBe(100)
    expect(second.gateway.serverMs()).toBeGreaterThan(before)
  })
})

describe('a scenario', () => {
  test('opens at its own instant with its history published', async () => {
    const { client, gateway } = await bench.start({ scenario: 'luohe-day', seed: 7 })
    const watched = client.watch()
    await watched.until((all) =>
      all.some(({ batch, snapshot }) => (batch ?? snapshot)?.changes.some((c) => c.case)),
    )
    watched.cancel()
    expect(gateway.serverMs()).toBeLessThan(Date.now())
  })

  test('does not mix with another one in the same folder', async () => {
    const first = await bench.start({ scenario: 'luohe-day', seed: 7 })
    await first.gateway.stop()
    await expect(bench.start({ dataDir: first.dataDir, scenario: 'luohe-day', seed: 8 })).rejects.toThrow(
      'the data folder holds the scenario luohe-day with seed 7, not luohe-day with seed 8',
    )
  })

  test('does not start on top of other data', async () => {
    const first = await bench.start()
    await first.client.publish([caseRecord('C1')])
    await first.gateway.stop()
    await expect(bench.start({ dataDir: first.dataDir, scenario: 'luohe-day' })).rejects.toThrow(
      'holds 1 changes that are not of a scenario',
    )
  })
})

test.for(['', 'wall.v1.WallFeed', 'wall.v1.Intake', 'wall.v1.Command'])(
  'health of "%s" is SERVING',
  async (service) => {
    const { address } = await bench.start()
    expect(await healthOf(address, service)).toBe('SERVING')
  },
)

test('reflection names every service', async () => {
  const { address } = await bench.start()
  const Client = makeGenericClientConstructor(
    {
      info: {
        path: '/grpc.reflection.v1.ServerReflection/ServerReflectionInfo',
        requestStream: true,
        responseStream: true,
        requestSerialize: (bytes: Buffer) => bytes,
        requestDeserialize: (bytes: Buffer) => bytes,
        responseSerialize: (bytes: Buffer) => bytes,
        responseDeserialize: (bytes: Buffer) => bytes,
      },
    },
    'reflection',
  )
  const client = new Client(address, credentials.createInsecure()) as unknown as {
    info(): ClientDuplexStream<Buffer, Buffer>
    close(): void
  }
  const stream = client.info()
  const answer = await new Promise<Buffer>((resolve, reject) => {
    stream.on('data', resolve)
    stream.on('error', reject)
    // ServerReflectionRequest.list_services
    stream.write(Buffer.from(new BinaryWriter().tag(7, 2).string('*').finish()))
  })
  stream.end()
  client.close()
  expect(listedServices(answer)).toEqual(
    expect.arrayContaining([
      'wall.v1.WallFeed',
      'wall.v1.Intake',
      'wall.v1.Command',
      'grpc.health.v1.Health',
    ]),
  )
})

/** ServerReflectionResponse.list_services_response (6) holds services (1), each with a name (1). */
function listedServices(answer: Uint8Array): readonly string[] {
  const names: string[] = []
  const list = fields(answer).find(([field]) => field === 6)?.[1] ?? new Uint8Array()
  for (const [, service] of fields(list)) {
    for (const [, name] of fields(service)) names.push(new TextDecoder().decode(name))
  }
  return names
}

function fields(bytes: Uint8Array): readonly (readonly [number, Uint8Array])[] {
  const reader = new BinaryReader(bytes)
  const found: (readonly [number, Uint8Array])[] = []
  while (reader.pos < reader.len) {
    const [field, wireType] = reader.tag()
    if (wireType === 2) found.push([field, reader.bytes()])
    else reader.skip(wireType, field)
  }
  return found
}
