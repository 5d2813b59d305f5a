import { composeProblems } from "../docker/compose"
import { dockerfileProblems } from "../docker/dockerfile"

const known = new Set(["PORT", "DATABASE_URL"])
const required = new Set(["DATABASE_URL"])

const soundDockerfile = `
FROM node:22-slim AS build
RUN npm ci && npm run build
FROM node:22-slim
ENV PORT=9000
# USER root is what a comment says
RUN npm ci \\
  --omit=dev
USER node
HEALTHCHECK CMD ["node", "-e", "0"]
CMD ["node", "src/server.js"]
`

const soundCompose = `
x-app: &app
  build: .
  restart: unless-stopped
  environment: { DATABASE_URL: x }
services:
  postgres:
    image: postgres:17
    restart: unless-stopped
    healthcheck: { test: [CMD, pg_isready] }
    volumes: [postgres:/data]
  migrate:
    <<: *app
    restart: "no"
    depends_on: { postgres: { condition: service_healthy } }
  server:
    <<: *app
    depends_on: { migrate: { condition: service_completed_successfully } }
volumes:
  postgres:
`

describe("the Dockerfile's rules", () => {
  const problemsOf = (text: string) => dockerfileProblems(text, known)

  it("find nothing in a sound file", () => {
    expect(problemsOf(soundDockerfile)).toEqual([])
  })

  it.each([
    ["a last stage without USER", "USER node\n", "", /runs as root/],
    ["USER root", "USER node", "USER root", /runs as root/],
    ["USER 0:0", "USER node", "USER 0:0", /runs as root/],
    ["no health check", /HEALTHCHECK.*\n/, "", /no HEALTHCHECK/],
    ["a command run by a shell", 'CMD ["node", "src/server.js"]', "CMD node src/server.js", /CMD/],
    ["a command run by npm", 'CMD ["node", "src/server.js"]', 'CMD ["npm", "start"]', /CMD/],
    ["an image without a tag", "FROM node:22-slim\nENV", "FROM node\nENV", /no tag/],
    ["the tag latest", "FROM node:22-slim\nENV", "FROM node:latest\nENV", /no tag/],
    ["npm install", "npm ci && npm run build", "npm install && npm run build", /npm install/],
    ["development dependencies in the image", "--omit=dev", "", /--omit=dev/],
    ["a variable nobody reads", "ENV PORT=9000", "ENV PORT=9000 PROT=9000", /PROT/],
  ])("find %s", (_name, sound, broken, problem) => {
    expect(problemsOf(soundDockerfile.replace(sound, broken))).toEqual([
      expect.stringMatching(problem),
    ])
  })
})

describe("the compose file's rules", () => {
  const problemsOf = (text: string) => composeProblems(text, known, required)

  it("find nothing in a sound file", () => {
    expect(problemsOf(soundCompose)).toEqual([])
  })

  it.each([
    ["a store without a health check", / {4}healthcheck.*\n/, "", /postgres has no healthcheck/],
    ["a store's image without a tag", "postgres:17", "postgres", /image without a tag/],
    ["an undeclared volume", "volumes:\n  postgres:", "volumes: {}", /postgres is not declared/],
    [
      "an unused volume",
      "volumes:\n  postgres:",
      "volumes:\n  postgres:\n  old:",
      /old is not used/,
    ],
    ["a dependency on nothing", "{ migrate: {", "{ migration: {", /which there is not/],
    [
      "a wait for a store that only started",
      "service_healthy",
      "service_started",
      /service_healthy/,
    ],
    [
      "a service that may stay down",
      "    restart: unless-stopped\n    health",
      "    health",
      /restarts/,
    ],
  ])("find %s", (_name, sound, broken, problem) => {
    expect(problemsOf(soundCompose.replace(sound, broken))).toEqual([
      expect.stringMatching(problem),
    ])
  })

  it("find a variable nobody reads, and a required one that is not set, in each service", () => {
    expect(problemsOf(soundCompose.replace("DATABASE_URL: x", "DATABASE_URI: x"))).toEqual([
      "migrate sets DATABASE_URI, unknown to src/lib/env.ts",
      "migrate does not set DATABASE_URL",
      "server sets DATABASE_URI, unknown to src/lib/env.ts",
      "server does not set DATABASE_URL",
    ])
  })
})
