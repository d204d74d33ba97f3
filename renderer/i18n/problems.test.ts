import { describe, expect, test } from 'vitest'
import { readLayout } from '../../core/displays/read-layout.ts'
import { arrangement, display } from '../../core/testing/layout-sample.ts'
import { readContent } from '../../core/event/read-pack.ts'
import { samplePack } from '../../domain/event/testing/sample-pack.ts'
import {
  ENGLISH_PROBLEMS,
  englishProblem,
  holesOf,
  problemText,
  type FileProblem,
  type ProblemCode,
} from '../../domain/view/file-problem.ts'
import { PROBLEM_SENTENCES } from '../../domain/view/problem-sentences.ts'
import { problemWords } from './zh/problems.ts'

const chinese = (problem: FileProblem) => problemText(problem, problemWords)
const inChinese = (problems: readonly FileProblem[]) => problems.map(chinese)
const COMMAND = 'npm run event-pack -- sign'
/** Words of English side by side: no list of field names, and no command. */
const PROSE = /[A-Za-z]{2,} [A-Za-z]{2,} [A-Za-z]{2,}/

describe('what is wrong with a file', () => {
  test.for(Object.keys(PROBLEM_SENTENCES) as ProblemCode[])('%s is said whole in both languages', (code) => {
    const names = holesOf(PROBLEM_SENTENCES[code])
    expect(holesOf(problemWords.code[code]).toSorted()).toEqual(names.toSorted())
    const parts = Object.fromEntries(names.map((name, index) => [name, `<${index}>`]))
    const problem: FileProblem = { code, place: ['displays', { entry: 'led' }], parts }
    const [zh, en] = [chinese(problem), englishProblem(problem)]
    for (const part of Object.values(parts)) for (const text of [zh, en]) expect(text).toContain(part)
    expect(zh).toMatch(/^displays \/ “led”：.*\p{Script=Han}/u)
    expect(zh.replace(COMMAND, '')).not.toMatch(PROSE)
    expect(en).toMatch(/^displays, "led": .*\.$/)
    expect(en).not.toMatch(/\p{Script=Han}/u)
    for (const text of [zh, en]) expect(text).not.toMatch(/[{}]/)
  })

  test('a sentence takes what it names as it is, whatever signs are in it', () => {
    const problem: FileProblem = {
      code: 'pack-unreadable',
      place: [],
      parts: { reason: '$& {file} @:x | y' },
    }
    expect(chinese(problem)).toBe('无法读取（$& {file} @:x | y），请换成可读的文件')
    expect(problemText(problem, ENGLISH_PROBLEMS)).toContain('($& {file} @:x | y)')
  })
})

describe('a layout file', () => {
  const mistakesOf = (more: object) =>
    inChinese(readLayout(JSON.stringify({ version: 1, displays: [display], ...more })).problems)

  test('half of it', () => {
    expect(inChinese(readLayout('{\n  "version": 1\n').problems)).toEqual([
      expect.stringMatching(/^文件不是完整的 JSON：第 3 行第 1 列有误（.+）$/),
    ])
  })

  test('its shape', () => {
    const wrong = { ...display, widthMm: 0, widthPx: '1920', distanceMm: undefined, scene: 'dutty', widht: 3 }
    expect(mistakesOf({ displays: [wrong], presets: [{ name: '夜', nameEn: '', scenes: {} }] })).toEqual([
      'displays / “a” / widthMm：不能小于 50 毫米',
      'displays / “a” / widthPx：须为数字，不加引号',
      'displays / “a” / distanceMm：缺少此项，请补上',
      'displays / “a” / scene：只能是以下之一：overview、situation、response、duty、event、indicators、health、desk、safe',
      'displays / “a”：没有“widht”这一项，请核对拼写',
      'presets / “夜” / nameEn：不能为空',
    ])
    expect(mistakesOf({ version: 2, displays: {} })).toEqual([
      'version：须为 1，本版本只读这一格式',
      'displays：须为列表，用方括号括起',
    ])
    expect(inChinese(readLayout('[]').problems)).toEqual(['整个文件：须为对象，用花括号括起'])
  })

  test('what belongs together', () => {
    const loud = { ...display, id: 'b', takeover: ['c'] }
    const scenes = { duty: { critical: ['board'], arrangements: [{ ...arrangement, rows: '1fr' }] } }
    expect(mistakesOf({ displays: [display, loud], scenes })).toEqual([
      'displays / “b”：takeover 中的“c”不是本文件的屏幕',
      'displays：a、b 都设了 "sounds": true，只能有一块发声，否则报警会重复响',
      'scenes / “duty” / minAspect 0：rows 有 1 个尺寸，areas 有 2 行，须一致',
      'scenes / “duty” / minAspect 0：关键面板“board”没有区域，请加上，或从 critical 中去掉',
    ])
  })
})

describe('an event pack', () => {
  const mistakesOf = (pack: object) => {
    const reading = readContent(JSON.stringify(pack))
    return 'problems' in reading ? inChinese(reading.problems) : []
  }

  test('its shape', () => {
    const [zone] = samplePack().zones
    const zones = [{ ...zone, ring: [{ lat: 91, lon: 0 }] }]
    expect(mistakesOf({ ...samplePack(), format: 2, zones, startMs: 1 })).toEqual([
      'format：须为 1，本版本只读这一格式',
      'startMs：须为 UTC 毫秒时刻，且在 2000 年以后',
      'zones[0].ring[0].lat：须为 -90 到 90 度',
      'zones[0].ring：至少要有三个角点',
    ])
  })

  test('what belongs together', () => {
    const { posts, phases, startMs } = samplePack()
    expect(mistakesOf(samplePack({ posts: posts.map((post) => ({ ...post, zoneId: 'gone' })) }))[0]).toBe(
      'posts / “north”：活动包中没有管控区“gone”，请改正或补上',
    )
    expect(mistakesOf(samplePack({ phases: phases.toReversed() })).join('\n')).toMatch(
      /phases \/ “.+”：“.+”未结束就开始，各阶段须依次进行/,
    )
    expect(mistakesOf(samplePack({ endMs: startMs }))[0]).toBe('活动：结束早于开始，请改正时间')
  })
})
