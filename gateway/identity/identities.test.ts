import { expect, test } from 'vitest'
import { parseIdentities } from './identities.ts'

function parse(value: unknown): unknown {
  return [...parseIdentities(JSON.stringify(value), 'ids.json').values()]
}

test('names, roles and districts are read; no districts are all', () => {
  const identities = [
    { name: 'spiffe://city/wall-1', role: 'viewer' },
    { name: 'seat-1', role: 'seat', districts: ['230103'] },
  ]
  expect(parse({ identities })).toEqual([{ ...identities[0], districts: [] }, identities[1]])
})

test.for([
  [[], 'ids.json: the file is not an object'],
  [{}, 'ids.json: identities is missing; it must be a list of identities'],
  [{ identities: [], more: 1 }, 'ids.json: the file has a field that means nothing here: more'],
  [{ identities: [1] }, 'ids.json: identities[0] is not an object'],
  [{ identities: [{ role: 'seat' }] }, 'identities[0].name is missing; give the CN or the SAN URI'],
  [{ identities: [{ name: '', role: 'seat' }] }, 'identities[0].name is empty'],
  [
    { identities: [{ name: 'a', role: 'boss' }] },
    'identities[0].role is "boss"; it must be one of viewer, seat',
  ],
  [{ identities: [{ name: 'a' }] }, 'identities[0].role is missing; it must be one of'],
  [
    { identities: [{ name: 'a', role: 'seat', districts: 'x' }] },
    'districts is not a list of ids of grid nodes',
  ],
  [{ identities: [{ name: 'a', role: 'seat', districts: [7] }] }, 'districts[0] is not a text'],
  [
    { identities: [{ name: 'a', role: 'seat', district: [] }] },
    'identities[0] has a field that means nothing here: district',
  ],
] as const)('%j is refused with place and reason', ([value, sentence]) => {
  expect(() => parse(value)).toThrow(sentence)
})

test('a name that is there twice is refused', () => {
  const one = { name: 'a', role: 'seat' }
  expect(() => parse({ identities: [one, one] })).toThrow('identities[1].name a is there twice')
})

test('every mistake has a sentence of its own', () => {
  const identities = [{ name: '', role: 'x' }, { name: 'a' }]
  expect(() => parse({ identities })).toThrow(/^(ids\.json: .+\n?){3}$/)
})
