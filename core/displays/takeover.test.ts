import { describe, expect, test } from 'vitest'
import type { PanelName, SceneLayout } from '../../domain/view/display-item.ts'
import type { LayoutDisplay } from './layout.ts'
import { guestsOf, type DisplayNow } from './takeover.ts'

function scene(critical: readonly PanelName[], ...others: readonly PanelName[]): SceneLayout {
  const areas = ['head', ...critical, ...others]
  return { name: 'overview', critical, arrangements: [{ minAspect: 0, areas, columns: '1fr', rows: '1fr' }] }
}

function display(
  id: string,
  shows: SceneLayout,
  more: Partial<LayoutDisplay & { isAway: boolean }> = {},
): DisplayNow {
  const { isAway = false, ...rest } = more
  const size = { widthMm: 1000, heightMm: 500, widthPx: 1920, heightPx: 1080, distanceMm: 2000 }
  return {
    display: { id, name: id, ...size, sounds: false, desk: false, scene: 'overview', takeover: [], ...rest },
    scene: shows,
    isAway,
  }
}

const away = { isAway: true }

describe('guestsOf', () => {
  test('while everybody is there nobody has guests', () => {
    expect(guestsOf([display('a', scene(['board'])), display('b', scene(['duty']))]).size).toBe(0)
  })

  test('critical panels go to the first of the takeover list that is there', () => {
    const lost = display('a', scene(['board', 'duty'], 'map'), { ...away, takeover: ['b', 'c'] })
    const guests = guestsOf([lost, display('b', scene(['alarms']), away), display('c', scene(['roster']))])
    expect(guests.get('c')).toEqual([
      { panel: 'board', fromDisplayId: 'a' },
      { panel: 'duty', fromDisplayId: 'a' },
      { panel: 'alarms', fromDisplayId: 'b' },
    ])
  })

  test('without a list they go to the first display of the wall, to a desk only when there is nothing else', () => {
    const desk = display('desk', scene([]), { desk: true })
    const wall = display('wall', scene([]))
    const lost = display('a', scene(['board']), away)
    expect([...guestsOf([desk, wall, lost]).keys()]).toEqual(['wall'])
    expect([...guestsOf([desk, lost]).keys()]).toEqual(['desk'])
  })

  test('what the wall shows anyway does not move; what only a desk shows does', () => {
    const lost = display('a', scene(['board']), away)
    expect(guestsOf([lost, display('b', scene([], 'board'))]).size).toBe(0)
    const desk = display('desk', scene([], 'board'), { desk: true })
    expect(guestsOf([lost, desk, display('b', scene([]))]).get('b')).toEqual([
      { panel: 'board', fromDisplayId: 'a' },
    ])
  })

  test('a panel that two lost displays had is shown once', () => {
    const guests = guestsOf([
      display('a', scene(['board']), away),
      display('b', scene(['board']), away),
      display('c', scene([])),
    ])
    expect(guests.get('c')).toEqual([{ panel: 'board', fromDisplayId: 'a' }])
  })

  test('with every display away there is nowhere to go', () => {
    expect(guestsOf([display('a', scene(['board']), away)]).size).toBe(0)
  })
})
