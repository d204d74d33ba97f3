import { expect, test } from 'vitest'
import { z } from 'zod'
import { englishProblem } from '../../domain/view/file-problem.ts'
import { says, schemaProblems } from './schema-problems.ts'

function sentencesOf(schema: z.ZodType, value: unknown): readonly string[] {
  const { error } = schema.safeParse(value, { reportInput: true })
  return schemaProblems(error?.issues ?? [], (path) => path.map(String)).map(englishProblem)
}

test.each<[string, z.ZodType, unknown, string]>([
  ['nothing', z.string(), undefined, 'is missing.'],
  ['no text', z.string(), 3, 'must be a text.'],
  ['no number', z.number(), '3', 'must be a number.'],
  ['a number without end', z.number(), Infinity, 'must be a number.'],
  ['no whole number', z.number().int(), 1.5, 'must be a whole number.'],
  ['a whole number in a text', z.number().int(), '1', 'must be a number.'],
  ['neither true nor false', z.boolean(), 1, 'must be true or false.'],
  ['no list', z.array(z.string()), {}, 'must be a list.'],
  ['no object', z.strictObject({}), [], 'must be an object.'],
  ['no record', z.record(z.string(), z.string()), null, 'must be an object.'],
  ['no text in it', z.string().min(1), '', 'must not be empty.'],
  ['a long text', z.string().max(2), 'abc', 'must be at most 2 characters.'],
  ['too little', z.number().min(-3), -4, 'must be at least -3.'],
  ['too much', z.number().max(3), 4, 'must be at most 3.'],
  ['too few', z.array(z.number()).min(2), [1], 'must have at least 2.'],
  ['too many', z.array(z.number()).max(1), [1, 2], 'must have at most 1.'],
  ['another word', z.enum(['a', 'b']), 'c', 'must be one of a, b.'],
  ['its own sentence', z.number().min(50, says('least-mm')), 3, 'must be at least 50 mm.'],
  [
    'what was given, on one line',
    z.enum(['a'], says('panel-unknown')),
    'b\n c',
    'names no panel: b c. There are a.',
  ],
  [
    'what no code is for',
    z.string().startsWith('a'),
    'b',
    'cannot be used: Invalid string: must start with "a".',
  ],
])('%s has a sentence', (_what, schema, value, sentence) => {
  expect(sentencesOf(schema, value)).toEqual([sentence])
})

test('every unknown field has a sentence of its own, with its place', () => {
  const schema = z.strictObject({ inner: z.strictObject({}) })
  expect(sentencesOf(schema, { inner: { one: 1, two: 2 } })).toEqual([
    'inner: Unrecognized key: "one".',
    'inner: Unrecognized key: "two".',
  ])
})

test('a long value is not told whole', () => {
  const [sentence = ''] = sentencesOf(z.enum(['a'], says('panel-unknown')), 'x'.repeat(5_000))
  expect(sentence.length).toBeLessThan(300)
})
