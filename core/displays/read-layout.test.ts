import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { englishProblem } from '../../domain/view/file-problem.ts'
import { arrangement, display } from '../testing/layout-sample.ts'
import { defaultLayout, readLayout } from './read-layout.ts'

const FOLDER = join(import.meta.dirname, '../../resources/layouts')

type Json = Record<string, unknown>

function layout({
  first = {},
  scene = {},
  ...rest
}: { first?: Json; scene?: Json; [key: string]: unknown } = {}): Json {
  return {
    version: 1,
    displays: [{ ...display, ...first }],
    scenes: { duty: { critical: ['duty'], arrangements: [arrangement], ...scene } },
    ...rest,
  }
}

const sentencesOf = (text: string): readonly string[] => readLayout(text).problems.map(englishProblem)
const problemsOf = (value: unknown): readonly string[] => sentencesOf(JSON.stringify(value))

describe('readLayout', () => {
  test.each(readdirSync(FOLDER))('%s, which comes with the program, is good', (name) => {
    expect(sentencesOf(readFileSync(join(FOLDER, name), 'utf8'))).toEqual([])
  })

  test('every scene is described by default, for every shape of screen', () => {
    const names = defaultLayout().scenes.map((scene) => scene.name)
    expect(names.toSorted()).toEqual(
      ['desk', 'duty', 'event', 'health', 'indicators', 'overview', 'response', 'situation'].toSorted(),
    )
  })

  test('takes its own scenes, and those that it leaves out from the default', () => {
    const { layout: read } = readLayout(JSON.stringify(layout()))
    expect(read?.scenes.find((scene) => scene.name === 'duty')?.arrangements).toEqual([arrangement])
    expect(read?.scenes).toHaveLength(defaultLayout().scenes.length)
  })

  test('half a file is no layout', () => {
    const text = JSON.stringify(layout())
    expect(sentencesOf(text.slice(0, 100))).toEqual([
      expect.stringMatching(/^The file is not JSON yet, or not any more: line 1, column 101: .+\.$/),
    ])
  })

  test.each<[string, Json, string]>([
    [
      'an unknown panel',
      layout({ scene: { critical: ['dutty'] } }),
      'scenes, duty, critical, number 1: names no panel: dutty.',
    ],
    [
      'a duplicated id',
      layout({ displays: [display, { ...display, sounds: false }] }),
      'two displays have the id "a"',
    ],
    [
      'an area without a panel',
      layout({
        scene: { arrangements: [{ ...arrangement, areas: ['head head', 'duty dog'], columns: '1fr 1fr' }] },
      }),
      'scenes, "duty", minAspect 0: the area "dog" is no panel',
    ],
    [
      'ragged areas',
      layout({ scene: { arrangements: [{ ...arrangement, areas: ['head', 'duty duty'] }] } }),
      'row 2 of areas has 2 columns and row 1 has 1',
    ],
    [
      'areas that are torn',
      layout({
        scene: { arrangements: [{ ...arrangement, areas: ['head duty', 'duty head'], columns: '1fr 1fr' }] },
      }),
      'the area "duty" is not one rectangle',
    ],
    [
      'sizes that are too few',
      layout({ scene: { arrangements: [{ ...arrangement, rows: '1fr' }] } }),
      'rows has 1 sizes and areas has 2',
    ],
    [
      'CSS that is not a size',
      layout({ scene: { arrangements: [{ ...arrangement, columns: 'url(x)' }] } }),
      'scenes, duty, arrangements, number 1, columns: must be a row of sizes',
    ],
    [
      'an arrangement without the age of the data',
      layout({ scene: { arrangements: [{ ...arrangement, areas: ['duty', 'duty'] }] } }),
      '"head" is missing',
    ],
    [
      'a display without a scene',
      layout({ first: { scene: undefined } }),
      'displays, "a", scene: must be one of',
    ],
    [
      'a rotation with one scene',
      layout({ first: { rotation: { scenes: ['duty', 'duty'], dwellSeconds: 30 } } }),
      'a rotation needs at least two different scenes',
    ],
    [
      'a rotation without its first scene',
      layout({ first: { rotation: { scenes: ['overview', 'health'], dwellSeconds: 30 } } }),
      'its scene "duty" is not in its rotation',
    ],
    [
      'a critical panel without an area',
      layout({ scene: { critical: ['board'] } }),
      'the critical panel "board" has no area',
    ],
    [
      'no arrangement for a narrow screen',
      layout({ scene: { arrangements: [{ ...arrangement, minAspect: 1.7 }] } }),
      'no arrangement has the minAspect 0',
    ],
    [
      'a preset of an unknown display',
      layout({ presets: [{ name: '夜', nameEn: 'Night', scenes: { b: 'duty' } }] }),
      'presets, "夜": "b" is no display of this file',
    ],
    [
      'a takeover by nobody',
      layout({ first: { takeover: ['b'] } }),
      'takeover names "b", which is no display',
    ],
    ['a takeover by itself', layout({ first: { takeover: ['a'] } }), 'it cannot take over from itself'],
    ['no sound at all', layout({ first: { sounds: false } }), 'none has "sounds": true'],
    ['half a place', layout({ first: { screen: { x: 3 } } }), 'screen has one of x and y; give both'],
    [
      'a sound too many',
      layout({ displays: [display, { ...display, id: 'b' }] }),
      'displays: a, b have "sounds": true; only one may',
    ],
    ['no display', layout({ displays: [] }), 'displays: must have at least one display.'],
    ['a format of another version', layout({ version: 2 }), 'version: must be 1, the format that'],
    ['a missing size', layout({ first: { widthMm: undefined } }), 'displays, "a", widthMm: is missing.'],
    ['a number in quotes', layout({ first: { widthMm: '9' } }), 'widthMm: must be a number.'],
    ['half a pixel', layout({ first: { widthPx: 800.5 } }), 'widthPx: must be a whole number of pixels.'],
    ['a list that is none', layout({ displays: {} }), 'displays: must be a list.'],
    ['nothing at all', 3 as unknown as Json, 'the whole file: must be an object.'],
    ['an unknown word', layout({ first: { widht: 3 } }), 'displays, "a": Unrecognized key: "widht"'],
    [
      'a display of no size',
      layout({ first: { widthMm: 0 } }),
      'displays, "a", widthMm: must be at least 50 mm',
    ],
  ])('says in a sentence where there is %s', (_what, value, sentence) => {
    const problems = problemsOf(value)
    expect(problems.join('\n')).toContain(sentence)
    for (const problem of problems) expect(problem).toMatch(/^[^\n]+: .+\.$/)
  })
})
