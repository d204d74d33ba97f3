import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { AlarmItem } from '../../domain/view/alarm-item.ts'
import { englishProblem } from '../../domain/view/file-problem.ts'
import { DisplayTrial, page, seat } from '../testing/display-trial.ts'
import { HIGH_ALARM } from '../testing/samples.ts'
import { makeTempFolders } from '../testing/temp-folder.ts'

const THREE = join(import.meta.dirname, '../../resources/layouts/three-displays.json')
const folders = makeTempFolders()
const trials: DisplayTrial[] = []
afterEach(async () => {
  // What is being written ends before its folder does.
  for (const trial of trials.splice(0)) await trial.desk.stop()
  folders.clear()
})

async function started(dataDir: string, layoutFile?: string, knowsTime = true): Promise<DisplayTrial> {
  const trial = new DisplayTrial(dataDir, layoutFile, knowsTime)
  trials.push(trial)
  await trial.desk.start()
  return trial
}

function threeDisplays(dataDir = folders.take()): Promise<DisplayTrial> {
  return started(dataDir, THREE)
}

describe('displays', () => {
  test('without a layout file there is one, of the glass that the host named, and a page without a name is on it', async () => {
    const trial = await started(folders.take())
    trial.desk.attached({ viewId: 'v' })
    expect(trial.ids).toEqual(['main'])
    expect(trial.item('main')).toMatchObject({
      state: 'shown',
      scene: 'overview',
      widthMm: 1_234,
      distanceMm: 2_345,
    })
    expect(trial.desk.glass(undefined)).toEqual({ name: '主屏', widthMm: 1_234, distanceMm: 2_345 })
  })

  test('since when a display shows its scene is told in server time, and not before that is known', async () => {
    const trial = await started(folders.take(), undefined, false)
    trial.desk.attached({ viewId: 'v' })
    expect(trial.item('main')).toMatchObject({ state: 'shown', sinceMs: 0, sceneSinceMs: 0 })
    const evening = Date.parse('2025-02-07T18:00:00Z')
    trial.tellTime(evening)
    trial.pass(1)
    expect(trial.item('main')).toMatchObject({ sinceMs: evening + 1_000, sceneSinceMs: evening + 1_000 })
    trial.pass(60)
    expect(trial.item('main')).toMatchObject({ sinceMs: evening + 1_000, sceneSinceMs: evening + 1_000 })
  })

  test('each has its own glass; an id that no display has gets the wall, and is told', async () => {
    const trial = await threeDisplays()
    expect(trial.desk.glass('led')).toEqual({ name: '大屏', widthMm: 12_000, distanceMm: 8_000 })
    expect(trial.desk.glass('nobody')).toEqual({ name: 'glass', widthMm: 1_234, distanceMm: 2_345 })
    trial.show('nobody')
    expect(trial.layout?.strangers).toEqual(['nobody'])
    trial.desk.detached(page('nobody'))
    expect(trial.layout).not.toHaveProperty('strangers')
  })

  test('a display is unseen, shown, and lost three seconds after its last page went', async () => {
    const trial = await threeDisplays()
    expect(trial.item('side').state).toBe('unseen')
    trial.show('side')
    expect(trial.item('side').state).toBe('shown')
    trial.desk.detached(page('side'))
    trial.clock.advance(2_900)
    trial.desk.tick()
    expect(trial.item('side').state).toBe('shown')
    // By its own timer, not by the next tick.
    trial.clock.advance(100)
    expect(trial.item('side').state).toBe('lost')
    trial.show('side')
    expect(trial.item('side').state).toBe('shown')
  })

  test('a page that reports and then falls silent is a lost display', async () => {
    const trial = await threeDisplays()
    trial.show('side')
    trial.pass(60)
    expect(trial.item('side').state).toBe('shown')
    trial.desk.reported(page('side'), { framesPerSecond: 59.6, widthPx: 3840, heightPx: 2160 })
    expect(trial.item('side').framesPerSecond).toBe(60)
    trial.pass(21)
    expect(trial.item('side')).toMatchObject({ state: 'lost' })
    expect(trial.item('side')).not.toHaveProperty('framesPerSecond')
  })

  test('critical panels of a lost display move within five seconds, and back with it', async () => {
    const trial = await threeDisplays()
    trial.show('led', 'side', 'desk')
    expect(trial.item('led').guests).toEqual([])
    trial.desk.detached(page('side'))
    trial.clock.advance(5_000)
    expect(trial.item('led').guests).toEqual([{ panel: 'alarms', fromDisplayId: 'side' }])
    trial.show('side')
    expect(trial.item('led').guests).toEqual([])
    expect(trial.logged).toContain('Display led had as guests none, and has now alarms of side.')
  })

  test('a display that never comes is waited for, then others show its critical panels', async () => {
    const trial = await threeDisplays()
    trial.show('side', 'desk')
    trial.pass(29)
    expect(trial.item('side').guests).toEqual([])
    trial.pass(2)
    expect(trial.item('side').guests.map(({ panel }) => panel)).toEqual(['board', 'duty'])
    // And the sounds are made where somebody is.
    expect([trial.item('led').sounds, trial.item('side').sounds]).toEqual([false, true])
  })
})

describe('what a display shows', () => {
  test('turns by its rotation; each turn has a line that says why', async () => {
    const trial = await threeDisplays()
    trial.show('led')
    trial.pass(60)
    expect(trial.item('led')).toMatchObject({ scene: 'response', sceneReason: 'rotation' })
    expect(trial.logged).toContain(
      'Display led turns from overview to response: its time in the rotation came.',
    )
    trial.pass(60)
    expect(trial.item('led').scene).toBe('indicators')
    trial.pass(60)
    expect(trial.item('led').scene).toBe('overview')
  })

  test('stays while its panels hold a high alarm, and dwells anew after it', async () => {
    const trial = await threeDisplays()
    trial.show('led')
    trial.setAlarms(HIGH_ALARM)
    trial.pass(120)
    expect(trial.item('led')).toMatchObject({ scene: 'overview', rotation: { held: 'alarm' } })
    trial.setAlarms({ ...HIGH_ALARM, state: 'acknowledged' })
    trial.pass(120)
    expect(trial.item('led').scene).toBe('overview')
    trial.setAlarms({ ...HIGH_ALARM, priority: 'medium' })
    trial.pass(59)
    expect(trial.item('led')).toMatchObject({ scene: 'overview' })
    expect(trial.item('led').rotation).not.toHaveProperty('held')
    trial.pass(1)
    expect(trial.item('led').scene).toBe('response')
  })

  test('a high alarm of which its scene says nothing does not keep it', async () => {
    const trial = await threeDisplays()
    trial.setAlarms({ ...HIGH_ALARM, kind: 'link-lost', caseId: undefined } as unknown as AlarmItem)
    trial.pass(60)
    expect(trial.item('led').scene).toBe('response')
  })

  test('what a seat chose stays until the seat lets the rotation go on', async () => {
    const trial = await threeDisplays()
    await trial.ask({ kind: 'display-scene', displayId: 'led', scene: 'duty' })
    trial.pass(300)
    expect(trial.item('led')).toMatchObject({
      scene: 'duty',
      sceneReason: 'seat',
      rotation: { held: 'seat' },
    })
    await trial.ask({ kind: 'display-rotation', displayId: 'led', held: false })
    trial.pass(60)
    expect(trial.item('led')).toMatchObject({ scene: 'overview', sceneReason: 'rotation' })
  })

  test('a preset turns all of its displays; the layout’s own scene lets a rotation go on', async () => {
    const trial = await threeDisplays()
    await trial.ask({ kind: 'display-preset', preset: '会商' })
    expect([trial.item('led'), trial.item('side')]).toMatchObject([
      { scene: 'indicators', sceneReason: 'preset', rotation: { held: 'seat' } },
      { scene: 'duty', sceneReason: 'preset' },
    ])
    await trial.ask({ kind: 'display-preset', preset: 'Ordinary day' })
    expect(trial.item('led').rotation).not.toHaveProperty('held')
    expect(await trial.ask({ kind: 'display-preset', preset: 'x' })).toMatchObject({
      refusal: expect.stringContaining('There is no preset "x"; there are 平日') as unknown,
      coded: { code: 'preset-unknown', parts: { preset: 'x' } },
    })
  })

  test('an event takes displays and gives them back as they were', async () => {
    const trial = await threeDisplays()
    await trial.ask({ kind: 'display-scene', displayId: 'side', scene: 'duty' })
    trial.desk.takeForEvent({ led: 'event', side: 'event', nowhere: 'event' }, 'the opening night began')
    expect(trial.item('led')).toMatchObject({
      scene: 'event',
      sceneReason: 'event',
      rotation: { held: 'seat' },
    })
    trial.desk.giveBackFromEvent('the opening night ended')
    expect(trial.item('side')).toMatchObject({ scene: 'duty', sceneReason: 'seat' })
    expect(trial.item('led')).toMatchObject({ scene: 'overview', sceneReason: 'layout' })
    expect(trial.item('led').rotation).not.toHaveProperty('held')
  })

  test('what people chose survives a restart, and what came by itself does not', async () => {
    const folder = folders.take()
    const before = await threeDisplays(folder)
    before.pass(60)
    const camera = { lat: 33.58, lon: 114.01, widthM: 4_000 }
    await before.ask({ kind: 'display-scene', displayId: 'side', scene: 'health' })
    await before.ask({ kind: 'display-camera', displayId: 'side', camera })
    await before.desk.stop()
    const after = await threeDisplays(folder)
    expect(after.item('side')).toMatchObject({ scene: 'health', sceneReason: 'seat', camera })
    expect(after.item('led')).toMatchObject({ scene: 'overview', sceneReason: 'layout' })
  })

  test('a damaged memory of it is put aside, and said', async () => {
    const folder = folders.take()
    writeFileSync(join(folder, 'displays.json'), '{"version":1,"displ')
    const trial = await threeDisplays(folder)
    expect(trial.item('side').scene).toBe('situation')
    expect(existsSync(join(folder, 'displays.json.damaged'))).toBe(true)
    expect(trial.logged.join('\n')).toContain('was put aside')
  })
})

describe('control', () => {
  const scene = { kind: 'display-scene', displayId: 'led', scene: 'duty' } as const

  test('the first who takes it has it; another is told who, and for how long', async () => {
    const trial = await threeDisplays()
    expect(await trial.ask(scene, seat('B'))).toEqual({ accepted: true })
    await trial.ask({ kind: 'display-control', displayId: 'led', take: true }, seat('A'))
    expect(trial.item('led').control).toMatchObject({ by: 'A', viewId: 'page of seat A' })
    for (const request of [scene, { kind: 'display-control', displayId: 'led', take: true } as const]) {
      expect(await trial.ask(request, seat('B'))).toEqual({
        accepted: false,
        refusal: 'A has control of display "led", for 3 min more at most; ask them to release it, or wait.',
        coded: { code: 'display-held', parts: { display: 'led', by: 'A', minutes: '3' } },
      })
    }
    expect(await trial.ask({ ...scene, displayId: 'side' }, seat('B'))).toEqual({ accepted: true })
    const preset = await trial.ask({ kind: 'display-preset', preset: '会商' }, seat('B'))
    expect(preset.refusal).toContain('Nothing was changed.')
    expect(preset.coded?.code).toBe('preset-held')
    expect(trial.item('side').scene).toBe('duty')
  })

  test('it is released, or runs out three minutes after the last use', async () => {
    const trial = await threeDisplays()
    await trial.ask({ kind: 'display-control', displayId: 'led', take: true }, seat('A'))
    trial.pass(170)
    await trial.ask(scene, seat('A'))
    trial.pass(170)
    expect((await trial.ask(scene, seat('B'))).accepted).toBe(false)
    trial.pass(10)
    expect(trial.item('led')).not.toHaveProperty('control')
    await trial.ask({ kind: 'display-control', displayId: 'led', take: true }, seat('B'))
    await trial.ask({ kind: 'display-control', displayId: 'led', take: false }, seat('B'))
    expect((await trial.ask(scene, seat('A'))).accepted).toBe(true)
  })

  test('a seat keeps it over a reload, a page without a seat does not', async () => {
    const trial = await threeDisplays()
    const take = { kind: 'display-control', displayId: 'led', take: true } as const
    await trial.ask(take, seat('A'))
    trial.desk.detached(seat('A'))
    expect((await trial.ask(scene, { viewId: 'after the reload', seat: 'A' })).accepted).toBe(true)
    await trial.ask({ ...take, take: false }, seat('A'))
    await trial.ask(take, { viewId: 'nameless' })
    trial.desk.detached({ viewId: 'nameless' })
    expect(trial.item('led')).not.toHaveProperty('control')
  })

  test('what cannot be is refused in words', async () => {
    const trial = await threeDisplays()
    expect(await trial.ask({ ...scene, displayId: 'x' })).toEqual({
      accepted: false,
      refusal: 'There is no display "x" in the layout; there are led, side, desk.',
      coded: { code: 'display-unknown', parts: { display: 'x', displays: 'led, side, desk' } },
    })
    const rotation = await trial.ask({ kind: 'display-rotation', displayId: 'side', held: true })
    expect(rotation.refusal).toContain('has no rotation')
    expect(rotation.coded).toEqual({ code: 'no-rotation', parts: { display: 'side' } })
    expect(trial.desk.answer({ kind: 'visitor-mode', on: true }, seat('A'))).toBeUndefined()
  })
})

describe('the layout file', () => {
  async function onCopy(): Promise<{ trial: DisplayTrial; file: string; folder: string }> {
    const folder = folders.take()
    const file = join(folder, 'layout.json')
    copyFileSync(THREE, file)
    const trial = await started(folder, file)
    return { trial, file, folder }
  }
  const without = (text: string, id: string): string => {
    const layout = JSON.parse(text) as { displays: { id: string; takeover?: string[] }[]; presets: unknown[] }
    const displays = layout.displays.filter((one) => one.id !== id).map((one) => ({ ...one, takeover: [] }))
    return JSON.stringify({ ...layout, displays, presets: [] })
  }

  test('is read again while it is in use; half of it changes nothing', async () => {
    const { trial, file } = await onCopy()
    const text = readFileSync(file, 'utf8')
    const half = text.slice(0, 700)
    writeFileSync(file, half)
    const line = String(half.split('\n').length)
    await vi.waitFor(() => {
      trial.pass(1)
      expect(trial.layout?.problems).toMatchObject([{ code: 'layout-json', parts: { line } }])
    })
    expect(trial.ids).toEqual(['led', 'side', 'desk'])
    writeFileSync(file, without(text, 'side'))
    await vi.waitFor(() => {
      trial.pass(1)
      expect(trial.ids).toEqual(['led', 'desk'])
    })
    expect(trial.layout?.problems).toEqual([])
    expect(trial.glassChanges).toBe(1)
  })

  test('broken at a restart, the last good one is in force', async () => {
    const { trial, file, folder } = await onCopy()
    await trial.desk.stop()
    writeFileSync(file, '{"version":1,"displays":[]}')
    const after = await started(folder, file)
    expect(after.ids).toEqual(['led', 'side', 'desk'])
    expect(after.layout?.problems).toEqual([{ code: 'displays-none', place: ['displays'], parts: {} }])
  })

  test('that was never there leaves the wall lit, with the sentence', async () => {
    const trial = await started(folders.take(), '/nowhere/layout.json')
    expect(trial.ids).toEqual(['main'])
    expect(trial.layout?.problems.map(englishProblem)).toEqual([
      expect.stringMatching(/^The layout file \/nowhere\/layout\.json cannot be read .* check its name\.$/),
    ])
  })
})
