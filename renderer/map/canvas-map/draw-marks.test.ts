import { expect, test } from 'vitest'
import { apart } from './draw-marks.ts'

const at = (id: string, x: number, y: number) => ({
  mark: { id, look: 'unit-calm' as const, position: { lat: 0, lon: 0 } },
  x,
  y,
})

test('of a crowd one is drawn for each place, and what stands apart is drawn as well', () => {
  const crowd = Array.from({ length: 50 }, (_, index) => at(`u${index}`, 100 + (index % 5), 100))
  const drawn = apart([...crowd, at('far', 300, 100)], 20)
  expect(drawn.map(({ mark }) => mark.id)).toEqual(['u0', 'far'])
})
