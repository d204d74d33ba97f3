import { expect, test } from 'vitest'
import { MEANS, OUTCOMES, SOURCES, STAGES, UNIT_STATUSES, DUTY_KINDS } from '../../domain/model/terms.ts'
import type { NoticeCode } from '../../domain/view/link.ts'
import { ENGLISH_PROBLEMS } from '../../domain/view/file-problem.ts'
import { en } from './en.ts'
import { createLanguage, keepLocale, otherLocale } from './index.ts'
import { zh } from './zh.ts'
import { problemWords } from './zh/problems.ts'

function leaves(value: unknown, path: string): (readonly [string, string])[] {
  if (typeof value === 'string') return [[path, value]]
  if (typeof value !== 'object' || value === null) throw new Error(`${path} is neither text nor a group`)
  return Object.entries(value).flatMap(([key, child]) => leaves(child, path === '' ? key : `${path}.${key}`))
}

const zhLeaves = leaves({ ...zh, fileProblem: problemWords }, '')
const enLeaves = leaves({ ...en, fileProblem: ENGLISH_PROBLEMS }, '')

test('both languages have the same keys', () => {
  expect(enLeaves.map(([key]) => key).sort()).toEqual(zhLeaves.map(([key]) => key).sort())
})

test('no sentence is empty', () => {
  expect([...zhLeaves, ...enLeaves].filter(([, text]) => text.trim() === '')).toEqual([])
})

test('both languages use the same placeholders in each sentence', () => {
  const holes = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort()
  const english = new Map(enLeaves)
  for (const [key, text] of zhLeaves) expect([key, holes(english.get(key) ?? '')]).toEqual([key, holes(text)])
})

test('Chinese texts hold Chinese, but for signs, symbols and units', () => {
  const withoutChinese = zhLeaves.filter(([, text]) => !/\p{Script=Han}/u.test(text)).map(([key]) => key)
  expect(withoutChinese).toEqual([
    'unknownTime',
    'kpi.excludedJoint',
    'keys.button',
    'unit.metre',
    'unit.kilometre',
    'fileProblem.place.entry',
    'fileProblem.place.between',
    'fileProblem.place.placed',
    'fileProblem.comma',
  ])
})

test('every notice has its sentence', () => {
  const sentences: Readonly<Record<NoticeCode, string>> = zh.notice
  expect(Object.keys(sentences).sort()).toEqual(Object.keys(en.notice).sort())
})

test('every word of the domain has a Chinese name', () => {
  for (const stage of STAGES) expect(zh.stage).toHaveProperty(stage)
  for (const source of SOURCES) expect(zh.source).toHaveProperty(source)
  for (const status of UNIT_STATUSES) expect(zh.unitStatus).toHaveProperty(status)
  for (const outcome of OUTCOMES) expect(zh.outcome).toHaveProperty(outcome)
  for (const means of MEANS) expect(zh.means).toHaveProperty(means)
  for (const kind of DUTY_KINDS) expect(zh.dutyKind).toHaveProperty(kind)
})

test('the seven lanes are named exactly as the center names them', () => {
  expect(STAGES.map((stage) => zh.stage[stage])).toEqual([
    '巡查上报',
    '审核立案',
    '任务派遣',
    '任务处置',
    '反馈核查',
    '结案',
    '综合评价',
  ])
})

test('the wall starts in Chinese and remembers a switch to English', () => {
  const kept = new Map<string, string>()
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  }
  expect(createLanguage(storage).global.locale.value).toBe('zh-CN')
  keepLocale(storage, otherLocale('zh-CN'))
  expect(createLanguage(storage).global.locale.value).toBe('en')
})
