import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { EventPack } from '../../domain/event/event-pack.ts'
import { samplePack } from '../../domain/event/testing/sample-pack.ts'
import { signPack } from '../event/pack-signature.ts'

export interface EventBench {
  readonly eventsDir: string
  readonly eventKeysDir: string
  /** Signs a pack and puts it into the folder. */
  put(file: string, pack?: EventPack): void
  sign(pack: EventPack): string
}

/** A folder of packs and a folder of trusted keys, with a key of its own. */
export function makeEventBench(folder: string): EventBench {
  const eventsDir = join(folder, 'packs')
  const eventKeysDir = join(folder, 'keys')
  for (const dir of [eventsDir, eventKeysDir]) mkdirSync(dir)
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  writeFileSync(join(eventKeysDir, 'tester.pub.pem'), publicPem(publicKey))
  const sign = (pack: EventPack): string => signPack(JSON.stringify(pack), 'tester', privateKey)
  return {
    eventsDir,
    eventKeysDir,
    sign,
    put: (file, pack = samplePack()) => writeFileSync(join(eventsDir, file), sign(pack)),
  }
}

export function publicPem(key: KeyObject): string {
  return key.export({ type: 'spki', format: 'pem' }).toString()
}
