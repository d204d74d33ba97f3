import { describe, expect, test } from 'vitest'
import {
  coded,
  SENTENCE_PARTS,
  type CodedSentence,
  type SentenceCode,
} from '../../domain/view/coded-sentence.ts'
import { emptyReplica } from '../../domain/view/delta.ts'
import { en } from '../i18n/en.ts'
import { createLanguage, type Locale } from '../i18n/index.ts'
import { zh } from '../i18n/zh.ts'
import { sampleCase, SAMPLE_NOW_MS } from '../testing/sample-world.ts'
import { sentenceText, type SentenceLanguage, type SentenceWorld } from './sentence-text.ts'

function language(locale: Locale): SentenceLanguage {
  const { t, te } = createLanguage({ getItem: () => (locale === 'en' ? 'en' : null) }).global
  return { locale, t: (key, named) => t(key, named ?? {}), te: (key) => te(key) }
}

const LANGUAGES = { 'zh-CN': language('zh-CN'), en: language('en') }

function world(): SentenceWorld {
  const replica = emptyReplica()
  replica.unit.set('u-7', { id: 'u-7', name: '沙北一组', officerCount: 2, auxiliaryCount: 2 })
  replica.case.set('c-1', { ...sampleCase(0, SAMPLE_NOW_MS), id: 'c-1', title: '占道经营' })
  replica.grid.set('g-1', { id: 'g-1', level: 1, name: '沙北街道' })
  replica.grid.set('g-2', { id: 'g-2', level: 1, name: '老街街道' })
  return { replica, utcOffsetMinutes: 480 }
}

const say = (locale: Locale, sentence: CodedSentence) => sentenceText(sentence, world(), LANGUAGES[locale])

describe('what the wall and the gateway say', () => {
  test.for([
    [coded('unit-elsewhere', { unit: 'u-7', case: 'c-1' }), '沙北一组正在办“占道经营”，请先从该案退回'],
    [coded('unit-elsewhere', { unit: 'u-8', case: 'c-9' }), 'u-8正在办“c-9”，请先从该案退回'],
    [
      coded('role-too-low', { act: 'void', role: 'duty-leader', roles: 'seat' }),
      '作废需值班长身份，本墙为坐席员',
    ],
    [coded('already-done', { act: 'acknowledge', unit: 'u-7', case: 'c-1' }), '沙北一组已签收，无需重复'],
    [
      coded('case-outside', { case: 'c-1', grid: '', grids: 'g-1, g-2' }),
      '案件不在本墙辖区（沙北街道、老街街道），请转所在辖区',
    ],
    [coded('case-ended', { case: 'c-1', ending: 'voided' }), '案件已作废，只能添加备注'],
    [
      coded('unit-not-available', { unit: 'u-7', status: 'off-duty' }),
      '沙北一组现为未上岗，不能派发，请另选单位',
    ],
    [coded('field-missing', { field: 'duration' }), '缺时长，请补填后重新提交'],
    [coded('alarm-taken', { by: '坐席一', at: SAMPLE_NOW_MS }), '坐席一 已于 14:32:08 签收'],
    [
      coded('preflight-open', { checks: 'scenes 1/2, voice 0/1' }),
      '已启动，预检不全：场景可用 1/2、播报可用 0/1',
    ],
  ] as const)('$0.code: in names that a person knows', ([sentence, text]) => {
    expect(say('zh-CN', sentence)).toBe(text)
  })

  test('the same in English', () => {
    expect(say('en', coded('unit-elsewhere', { unit: 'u-7', case: 'c-1' }))).toBe(
      '沙北一组 is on “占道经营”: return it first',
    )
    expect(say('en', coded('case-outside', { case: 'c-1', grid: '', grids: 'g-1, g-2' }))).toContain(
      '(沙北街道, 老街街道)',
    )
  })

  test.for(Object.keys(SENTENCE_PARTS) as SentenceCode[])('%s is said whole in both languages', (code) => {
    const names: readonly string[] = SENTENCE_PARTS[code]
    const parts = Object.fromEntries(names.map((name) => [name, '1']))
    for (const words of [zh, en]) {
      const holes = [...words.sentence.code[code].matchAll(/\{(\w+)\}/g)].map((match) => match[1])
      expect(names).toEqual(expect.arrayContaining(holes))
    }
    const [chinese, english] = [LANGUAGES['zh-CN'], LANGUAGES.en].map((each) =>
      sentenceText({ code, parts }, world(), each),
    )
    expect(chinese).toMatch(/\p{Script=Han}/u)
    expect(chinese).not.toMatch(/[{}]|sentence\.|[A-Za-z]{2}/)
    expect(english).not.toMatch(/[{}]|sentence\.|\p{Script=Han}/u)
  })

  test('what this version cannot say is left to the sentence that came with it', () => {
    const chinese = LANGUAGES['zh-CN']
    expect(sentenceText({ code: 'of-tomorrow', parts: {} }, world(), chinese)).toBeUndefined()
    expect(sentenceText({ code: 'toString', parts: {} }, world(), chinese)).toBeUndefined()
    expect(sentenceText({ code: 'unit-elsewhere', parts: { unit: 'u-7' } }, world(), chinese)).toBeUndefined()
  })
})
