import { generateKeyPairSync } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import type { EventPack } from '../../domain/event/event-pack.ts'
import { samplePack } from '../../domain/event/testing/sample-pack.ts'
import { englishProblem } from '../../domain/view/file-problem.ts'
import { makeEventBench, publicPem } from '../testing/event-bench.ts'
import { makeTempFolders } from '../testing/temp-folder.ts'
import { PackFolder } from './pack-folder.ts'
import { readPublicKey, signPack } from './pack-signature.ts'
import { readContent, readPack } from './read-pack.ts'
import { readTrustedKeys } from './trusted-keys.ts'

const folders = makeTempFolders()
afterEach(folders.clear)

const RESOURCES = join(import.meta.dirname, '../../resources/events')
const pair = generateKeyPairSync('ed25519')
const keys = new Map([['tester', readPublicKey(publicPem(pair.publicKey))]])
const signed = signPack(JSON.stringify(samplePack()), 'tester', pair.privateKey)
const problemsOf = (text: string | Uint8Array) => {
  const reading = readPack(typeof text === 'string' ? Buffer.from(text) : text, keys)
  return 'problems' in reading ? reading.problems.map(englishProblem) : []
}
const mistakesIn = (change: Partial<EventPack>) => {
  const reading = readContent(JSON.stringify(samplePack(change)))
  return 'problems' in reading ? reading.problems.map(englishProblem) : []
}

describe('signature', () => {
  test('a signed pack is read as it was, with the name of who signed', () => {
    expect(readPack(Buffer.from(signed), keys)).toEqual({ pack: samplePack(), signedBy: 'tester' })
  })

  test('whichever byte is another one, the pack is refused', () => {
    const bytes = Buffer.from(signed)
    const taken: number[] = []
    for (const [index, byte] of bytes.entries()) {
      bytes[index] = byte ^ 1
      if (problemsOf(bytes).length === 0) taken.push(index)
      bytes[index] = byte
    }
    expect(taken).toEqual([])
  })

  test('nor may a byte be missing, added or put in front', () => {
    const edits = [
      signed.slice(0, -1),
      `${signed}\n`,
      ` ${signed}`,
      `\ufeff${signed}`,
      signed.replaceAll('\n', '\r\n'),
    ]
    for (const edit of edits) expect(problemsOf(edit)).toHaveLength(1)
    const moved = signed.replace('  "signedBy"', '    "signedBy"')
    expect(problemsOf(moved)).toHaveLength(1)
  })

  test('the signature has one spelling: bits that do not count must be as they are written', () => {
    const [, last = ''] = /([A-Za-z0-9+/])=="\n\}\n$/.exec(signed) ?? []
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
    const other = alphabet[alphabet.indexOf(last) + 1] ?? ''
    const spelt = signed.replace(`${last}=="\n}\n`, `${other}=="\n}\n`)
    expect(Buffer.from(spelt.slice(-95, -5), 'base64')).toEqual(Buffer.from(signed.slice(-95, -5), 'base64'))
    expect(problemsOf(spelt)[0]).toContain('changed afterwards')
  })

  test('somebody whom the wall does not trust is named, and so are those whom it does', () => {
    const foreign = signPack(
      JSON.stringify(samplePack()),
      'stranger',
      generateKeyPairSync('ed25519').privateKey,
    )
    expect(problemsOf(foreign)[0]).toMatch(/signed by "stranger".*trusted: tester/)
    const impostor = signPack(
      JSON.stringify(samplePack()),
      'tester',
      generateKeyPairSync('ed25519').privateKey,
    )
    expect(problemsOf(impostor)[0]).toContain('not what "tester" signed')
    expect(problemsOf(JSON.stringify(samplePack()))[0]).toContain('no signature')
  })

  test('what nobody vouches for is not looked into', () => {
    expect(problemsOf('{"format": 7, "name": "words of a stranger"}').join()).not.toContain('stranger')
  })

  test('a private key among the trusted ones, a wrong kind and a wrong name are refused one by one', async () => {
    const bench = makeEventBench(folders.take())
    const put = (name: string, text: string) => writeFileSync(join(bench.eventKeysDir, name), text)
    put('secret.pub.pem', pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString())
    put('rsa.pub.pem', publicPem(generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey))
    put('odd.pem', publicPem(pair.publicKey))
    const read = await readTrustedKeys(bench.eventKeysDir)
    expect([...read.keys.keys()]).toEqual(['tester'])
    expect(read.problems).toHaveLength(3)
    expect(read.problems.join('\n')).toMatch(/private key[^]*Ed25519|Ed25519[^]*private key/)
  })
})

describe('content', () => {
  test('mistakes of shape are told with their place', () => {
    const wrong = { ...samplePack(), format: 2, venues: [{ id: 'x' }] }
    const reading = readContent(JSON.stringify(wrong))
    const problems = 'problems' in reading ? reading.problems.map(englishProblem) : []
    expect(problems[0]).toMatch(/^format: must be 1/)
    expect(problems.some((problem) => problem.startsWith('venues[0].position:'))).toBe(true)
    for (const problem of problems) expect(problem).toMatch(/^\S.*: .+\.$/)
  })

  test('a word that this version does not know is refused, so that nothing is left out in silence', () => {
    const reading = readContent(JSON.stringify({ ...samplePack(), callTree: [] }))
    expect('problems' in reading && reading.problems).toEqual([
      { code: 'key-unknown', place: [{ word: 'pack' }], parts: { key: 'callTree' } },
    ])
  })

  test('what belongs together is checked', () => {
    const { phases, posts, slaProfiles, checklists } = samplePack()
    expect(mistakesIn({ posts: [...posts, ...posts] }).join()).toMatch(/posts: "north" is there twice/)
    expect(mistakesIn({ posts: posts.map((post) => ({ ...post, zoneId: 'gone' })) })[0]).toMatch(
      /posts, "north": it names the zone "gone"/,
    )
    expect(mistakesIn({ phases: phases.toReversed() }).join()).toContain('phases follow one another')
    expect(mistakesIn({ endMs: samplePack().startMs }).join()).toContain('ends before it begins')
    expect(
      mistakesIn({ slaProfiles: slaProfiles.map((one) => ({ ...one, handleLimitMs: 60_000 })) })[0],
    ).toContain('to arrive takes longer than to handle')
    expect(mistakesIn({ checklists: checklists.map((one) => ({ ...one, phaseId: 'gone' })) })[0]).toContain(
      'the phase "gone"',
    )
    expect(mistakesIn({})).toEqual([])
  })
})

describe('folder', () => {
  test('a wrong pack is refused whole, the others load; a changed file is read again', async () => {
    const bench = makeEventBench(folders.take())
    bench.put('good.json')
    writeFileSync(join(bench.eventsDir, 'bad.json'), '{')
    const folder = new PackFolder(bench.eventsDir, bench.eventKeysDir)
    const first = await folder.readIfChanged()
    expect(first?.map(({ file, pack, problems }) => [file, pack?.id, problems.length])).toEqual([
      ['bad.json', undefined, 1],
      ['good.json', 'sample', 0],
    ])
    expect(await folder.readIfChanged()).toBeUndefined()
    bench.put('bad.json', samplePack({ id: 'other', name: 'a longer name than before' }))
    expect((await folder.readIfChanged())?.map(({ pack }) => pack?.id)).toEqual(['other', 'sample'])
  })

  test('of two versions of one event the newest is taken, the other is refused by name', async () => {
    const bench = makeEventBench(folders.take())
    bench.put('a.json', samplePack({ version: 1 }))
    bench.put('b.json', samplePack({ version: 2 }))
    const files = await new PackFolder(bench.eventsDir, bench.eventKeysDir).readIfChanged()
    expect(files?.map(({ pack }) => pack?.version)).toEqual([undefined, 2])
    expect(files?.[0]?.problems.map(englishProblem).join()).toContain('b.json is version 2')
  })

  test('the pack that ships is whole, and every hundredth byte of it counts', async () => {
    const { keys: shipped, problems } = await readTrustedKeys(join(RESOURCES, 'keys'))
    expect(problems).toEqual([])
    const bytes = readFileSync(join(RESOURCES, 'harbin-2025-opening.json'))
    const reading = readPack(bytes, shipped)
    expect('pack' in reading && reading.pack.id).toBe('harbin-2025-opening')
    for (let index = 0; index < bytes.length; index += 100) {
      const byte = bytes[index] ?? 0
      bytes[index] = byte ^ 1
      expect('problems' in readPack(bytes, shipped)).toBe(true)
      bytes[index] = byte
    }
  })
})
