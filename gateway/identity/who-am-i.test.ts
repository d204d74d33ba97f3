import { writeFileSync } from 'node:fs'
import { status } from '@grpc/grpc-js'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { makeCertificates } from '../testing/certificates.ts'
import type { Certificates } from '../testing/certificates.ts'
import { makeGatewayBench } from '../testing/gateway-bench.ts'
import { makeSecureBench } from '../testing/secure-bench.ts'

let certificates: Certificates
const bench = makeSecureBench(() => certificates)
const openBench = makeGatewayBench()
beforeAll(() => {
  certificates = makeCertificates()
}, 60_000)
afterEach(async () => {
  await bench.clear()
  await openBench.clear()
})
afterAll(() => certificates.remove())

const SEAT_ACTS = ['acknowledge', 'dispatch', 'arrive', 'handle', 'return', 'note']
const ALL_ACTS = ['acknowledge', 'dispatch', 'arrive', 'handle', 'pause', 'return', 'void', 'note']

test.for([
  ['viewer', 'viewer', [], [], false],
  ['seat', 'seat', ['south'], SEAT_ACTS, false],
  ['leader', 'duty-leader', [], ALL_ACTS, true],
  ['admin', 'admin', [], ALL_ACTS, true],
  ['platform', 'platform', [], [], false],
] as const)(
  'with a certificate, %s is told role, districts and acts',
  async ([name, role, districts, acts, reveals]) => {
    const { connect } = await bench.start()
    expect(await connect(name).whoAmI()).toEqual({
      name,
      authenticated: true,
      role,
      districts,
      acts,
      mayReveal: reveals,
    })
  },
)

test('who is not in the identity file is told that, and not who somebody else is', async () => {
  const { connect } = await bench.start()
  await expect(connect('stranger').whoAmI()).rejects.toMatchObject({
    code: status.PERMISSION_DENIED,
    details: expect.stringContaining('stranger is not in the identity file'),
  })
})

test('what the identity file says now is told, on a connection that was there before', async () => {
  const { connect, identitiesPath, log } = await bench.start()
  const client = connect('viewer')
  expect((await client.whoAmI()).role).toBe('viewer')
  writeFileSync(identitiesPath, JSON.stringify({ identities: [{ name: 'viewer', role: 'admin' }] }))
  await log.until('was read again')
  expect((await client.whoAmI()).role).toBe('admin')
})

test('without TLS everybody is the local role, and nobody is called authenticated', async () => {
  const leading = await openBench.start()
  expect(await leading.client.whoAmI()).toEqual({
    name: 'local',
    authenticated: false,
    role: 'duty-leader',
    districts: [],
    acts: ALL_ACTS,
    mayReveal: true,
  })
  const viewing = await openBench.start({ localRole: 'viewer' })
  expect(await viewing.client.whoAmI()).toMatchObject({ role: 'viewer', acts: [], mayReveal: false })
})
