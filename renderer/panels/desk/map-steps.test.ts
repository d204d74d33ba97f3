import { expect, test } from 'vitest'
import { cameraOver, stepped } from './map-steps.ts'

const camera = { lat: 33.58, lon: 114.03, widthM: 4_000 }

test('a step goes a quarter of what is seen, and back', () => {
  expect(stepped(camera, 'north').lat - camera.lat).toBeCloseTo(1_000 / 111_320, 8)
  const back = stepped(stepped(camera, 'east'), 'west')
  expect(back.lon).toBeCloseTo(camera.lon, 10)
})

test('the map never gets narrower than a street nor wider than a prefecture', () => {
  let near = camera
  let far = camera
  for (let count = 0; count < 50; count++) [near, far] = [stepped(near, 'in'), stepped(far, 'out')]
  expect([near.widthM, far.widthM]).toEqual([300, 200_000])
})

test('a map that fitted itself is steered from over all that has a place', () => {
  expect(cameraOver([])).toBeUndefined()
  expect(cameraOver([{ lat: 33.5, lon: 114 }])?.widthM).toBe(2_000)
  const both = cameraOver([
    { lat: 33.5, lon: 114 },
    { lat: 33.7, lon: 114.2 },
  ])
  expect([both?.lat, both?.lon]).toEqual([33.6, 114.1])
})
