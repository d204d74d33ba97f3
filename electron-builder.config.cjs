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
    '!**/*.map',
    '!**/node_modules/**/*.{md,ts}',
  ],
  asar: true,
  // A native module is loaded by the system, which cannot read archives. One per platform is enough.
  asarUnpack: ['node_modules/better-sqlite3/**/*.node'],
  npmRebuild: false,
  linux: { target: ['dir'], category: 'Utility', executableName: 'fiveten' },
  win: { target: ['dir'] },
  mac: { target: ['dir'] },
  // Nothing of Node's can be switched on from outside: neither by the environment, nor on the command line.
  electronFuses: {
    runAsNode: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableCookieEncryption: true,
    onlyLoadAppFromAsar: true,
    // Electron checks it on macOS and Windows; on Linux sign the package and mount it read-only.
    enableEmbeddedAsarIntegrityValidation: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
  },
}
