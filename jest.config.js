const swc = (parser, extra) => [
  '@swc/jest',
  { jsc: { parser, target: 'es2022', keepClassNames: true, ...extra }, module: { type: 'commonjs' } },
];

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  // Specs that load the whole demonstration take some seconds on a busy machine; nothing here measures speed.
  testTimeout: 60_000,
  testRegex: '\\.spec\\.ts$',
  modulePathIgnorePatterns: ['<rootDir>/dist'],
  transform: {
    '^.+\\.ts$': swc(
      { syntax: 'typescript', decorators: true },
      { transform: { legacyDecorator: true, decoratorMetadata: true } },
    ),
    '^.+\\.m?js$': swc({ syntax: 'ecmascript' }),
  },
  // Packages that are ES modules only: jest on Node 20 cannot require them as they are.
  transformIgnorePatterns: ['/node_modules/(?!(jose|oauth4webapi|openid-client|temporal-polyfill|temporal-utils)/)'],
  moduleNameMapper: {
    '^@minutebook/(.+)$': ['<rootDir>/libs/$1', '<rootDir>/libs/contexts/$1', '<rootDir>/libs/adapters/$1'],
  },
};
