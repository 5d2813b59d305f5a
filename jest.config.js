const shared = {
  rootDir: __dirname,
  testEnvironment: "node",
  moduleFileExtensions: ["ts", "js", "json"],
  transform: {
    "^.+\\.ts$": [
      "@swc/jest",
      {
        jsc: {
          parser: { syntax: "typescript", decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
          target: "es2022",
        },
        module: { type: "commonjs" },
        sourceMaps: "inline",
      },
    ],
  },
  testPathIgnorePatterns: ["/node_modules/", "<rootDir>/.medusa/", "<rootDir>/.data/"],
  // The build's copy of package.json has the same name as the project's.
  modulePathIgnorePatterns: ["<rootDir>/.medusa/", "<rootDir>/.data/"],
}

/** `npm test` starts the databases that `int` and `server` need; `unit` runs without. */
module.exports = {
  maxWorkers: 2,
  // Heeded here alone: Jest passes over a project's own.
  testTimeout: 120_000,
  projects: [
    { ...shared, displayName: "unit", testMatch: ["**/__tests__/**/*.unit.spec.ts"] },
    { ...shared, displayName: "int", testMatch: ["**/__tests__/**/*.int.spec.ts"] },
    { ...shared, displayName: "server", testMatch: ["<rootDir>/integration-tests/**/*.spec.ts"] },
  ],
}
