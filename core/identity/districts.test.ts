import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { credentials } from '@grpc/grpc-js'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { CITY, gridNode } from '../../gateway/testing/city.ts'
import { makeGatewayBench } from '../../gateway/testing/gateway-bench.ts'
import { aCase, aRecord } from '../../gateway/testing/records.ts'
import { connectWall } from '../../gateway/testing/wall-client.ts'
import { makeAuthority, makeLeaf } from '../../scripts/certs/make-certificates.ts'
import { makeCore } from '../testing/core-bench.ts'
import { TestView } from '../testing/memory-port.ts'
import { makeTempFolders } from '../testing/temp-folder.ts'

const gateways = makeGatewayBench()
const folders = makeTempFolders()
const undo: (() => unknown)[] = []
let dir = ''

beforeAll(() => {
  dir = folders.take()
  makeAuthority(dir)
  makeLeaf(dir, { name: 'gateway', usage: 'server', hosts: ['IP:127.0.0.1'], days: 1 })
  for (const name of ['seat', 'platform']) makeLeaf(dir, { name, usage: 'client', days: 1 })
  return () => folders.clear()
})
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
  await gateways.clear()
})

const file = (name: string): string => join(dir, name)

async function startGateway() {
  const identities = [
    { name: 'seat', role: 'seat', districts: ['south'] },
    { name: 'platform', role: 'platform' },
  ]
  writeFileSync(file('identities.json'), JSON.stringify({ identities }))
  const tls = { caPath: file('ca.crt'), certPath: file('gateway.crt'), keyPath: file('gateway.key') }
  const { address } = await gateways.start({ tls, identitiesPath: file('identities.json') })
  const secret = credentials.createSsl(
    readFileSync(file('ca.crt')),
    readFileSync(file('platform.key')),
    readFileSync(file('platform.crt')),
  )
  const platform = connectWall(address, secret)
  undo.push(() => platform.close())
  return { address, platform }
}

test('a wall of one district holds its cases only, and still proves at every bookmark that it equals the gateway', async () => {
  const { address, platform } = await startGateway()
  await platform.publish(CITY)
  const tls = { caFile: file('ca.crt'), certFile: file('seat.crt'), keyFile: file('seat.key') }
  const dataDir = folders.take()
  const { core, until } = makeCore({ gateway: address, dataDir, tls })
  undo.push(() => core.stop())
  await core.start()
  const view = new TestView()
  core.attach(view.port)
  view.attach()
  await until(({ link }) => link.state === 'live')
  expect([...view.replica.case.keys()]).toEqual(['S'])
  const moved = await platform.publish([
    aRecord('N south', { case: aCase('N', { gridId: 'south' }) }),
    aRecord('S north', { case: aCase('S', { gridId: 'north' }) }),
    aRecord('N2', { case: aCase('N2', { gridId: 'north' }) }),
  ])
  const followed = await until(({ revision }) => revision === moved.revision)
  expect([...view.replica.case.keys()]).toEqual(['N'])
  expect([followed.counts['case'], followed.notices]).toEqual([1, []])
  const border = await platform.publish([gridNode('north', 'south')])
  const whole = await until(({ revision, link }) => revision === border.revision && link.state === 'live')
  await view.until(() => view.replica.case.size === 3)
  expect([...view.replica.case.keys()].sort()).toEqual(['N', 'N2', 'S'])
  expect([whole.counts['case'], whole.notices]).toEqual([3, []])
})
