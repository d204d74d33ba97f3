import { afterEach, expect, test } from 'vitest'
import { createGateway } from './gateway.ts'
import type { Gateway } from './gateway.ts'
import { connectWall } from './testing/wall-client.ts'
import { caseRecord } from './testing/records.ts'
import { tempFolder } from './testing/temp-folder.ts'

const undo: (() => unknown)[] = []

afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
})

async function running(): Promise<{ gateway: Gateway; address: string; folder: string }> {
  const folder = tempFolder()
  const gateway = createGateway({ dataDir: folder.path })
  undo.push(folder.remove, () => gateway.stop())
  const { address } = await gateway.start()
  return { gateway, address, folder: folder.path }
}

test('a published case reaches a wall', async () => {
  const { address } = await running()
  const client = connectWall(address)
  undo.push(() => client.close())
  const watched = client.watch()
  await watched.until((messages) => messages.some((message) => message.bookmark))
  const response = await client.publish([caseRecord('C1')])
  expect(response.results).toEqual([{ index: 0, revision: 1, refusal: '', repeatedKey: false }])
  const messages = await watched.until((all) => all.some((message) => message.batch))
  expect(messages.map((message) => message.batch?.changes[0]?.case?.title)).toContain('Case C1')
  watched.cancel()
})
