import js from "@eslint/js"
import medusa from "@medusajs/eslint-plugin"
import { defineConfig, globalIgnores } from "eslint/config"
import tseslint from "typescript-eslint"

const tests = ["**/__tests__/**", "integration-tests/**"]
const migrations = ["**/migrations/**"]

/** Medusa's recommended rules alone: its parser and ignores would take the place of ours. */
const medusaRules = medusa.configs.recommended.filter(
  (block) => Object.keys(block.rules ?? {}).length > 0
)

const mongoWrites =
  "insertOne|insertMany|updateOne|updateMany|replaceOne|deleteOne|deleteMany|bulkWrite|findOneAndUpdate|findOneAndReplace|findOneAndDelete"

export default defineConfig(
  globalIgnores([".medusa/", ".data/", "coverage/"]),
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  js.configs.recommended,
  {
    files: ["**/*.{js,cjs}"],
    languageOptions: {
      sourceType: "commonjs",
      globals: {
        module: "writable",
        require: "readonly",
        process: "readonly",
        __dirname: "readonly",
      },
    },
  },

  {
    files: ["**/*.{ts,tsx}"],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      // `best?.price == null` asks for null and undefined at once.
      eqeqeq: ["error", "always", { null: "ignore" }],
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-non-null-assertion": "error",
      // `{ version: _version, ...rest }` leaves a field out.
      "@typescript-eslint/no-unused-vars": [
        "error",
        { argsIgnorePattern: "^_", varsIgnorePattern: "^_", ignoreRestSiblings: true },
      ],
      // A number in a message is written as one expects.
      "@typescript-eslint/restrict-template-expressions": [
        "error",
        { allowNumber: true, allowBoolean: true },
      ],
      // `values.forEach((value) => set.add(value))` misleads nobody.
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      // Code points of a word are what folding and edit distances are counted in.
      "@typescript-eslint/no-misused-spread": ["error", { allow: ["string"] }],
    },
  },

  {
    // Where Medusa looks for its own kinds of file, and the modules and workflows they call.
    files: [
      "src/{api,workflows,subscribers,jobs,links,admin}/**/*.{ts,tsx}",
      "modules/**/*.{ts,tsx}",
    ],
    ignores: tests,
    plugins: { "@medusajs": medusa },
    extends: [medusaRules],
  },
  {
    // Medusa types some of its modules' linkables as `any`.
    files: ["src/links/**/*.ts"],
    rules: { "@typescript-eslint/no-unsafe-argument": "off" },
  },
  {
    files: ["modules/**/*.{ts,tsx}"],
    rules: {
      // Only what a Medusa route calls has an HTTP status; AppError carries ours.
      "@medusajs/use-medusa-error-not-generic-error": "off",
      // One zod serves Medusa, Fastify and us; modules also run where no framework is loaded.
      "@medusajs/zod-import-source": "off",
    },
  },

  {
    files: ["src/**/*.{ts,tsx}", "modules/**/*.{ts,tsx}"],
    ignores: [...tests, "src/admin/**"],
    rules: {
      "no-console": "error",
      "no-restricted-syntax": [
        "error",
        {
          selector: "MemberExpression[object.name='process'][property.name='env']",
          message:
            "Read variables with readEnv() of src/lib/env.ts, which documents and checks them.",
        },
        {
          selector: `CallExpression[callee.property.name=/^(${mongoWrites})$/]`,
          message: "Only modules/read-model writes to Mongo: the rest writes Postgres.",
        },
      ],
    },
  },
  {
    files: ["src/lib/env.ts", "modules/read-model/**/*.ts", ...migrations],
    rules: { "no-restricted-syntax": "off" },
  },

  {
    files: ["**/rules/**/*.ts"],
    ignores: tests,
    rules: {
      "no-restricted-imports": [
        "error",
        {
          paths: [
            {
              name: "@medusajs/framework/utils",
              allowImportNames: ["BigNumber", "MathBN"],
              message: "rules/ is pure: of Medusa it knows types and numbers.",
            },
          ],
        },
      ],
    },
  },

  {
    files: migrations,
    rules: {
      // A migration's class declares `async up()` whether or not it waits.
      "@typescript-eslint/require-await": "off",
    },
  },
  {
    files: tests,
    rules: {
      // A body of supertest is `any`; what it holds is what the test asserts.
      "@typescript-eslint/no-unsafe-argument": "off",
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-call": "off",
      "@typescript-eslint/no-unsafe-member-access": "off",
      "@typescript-eslint/no-unsafe-return": "off",
      // `expect(logger.warn).toHaveBeenCalled()` calls nothing.
      "@typescript-eslint/unbound-method": "off",
    },
  }
)
