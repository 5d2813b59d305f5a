import Ajv2020, { type ValidateFunction } from "ajv/dist/2020"
import addFormats from "ajv-formats"
import type { Response } from "supertest"
import type { World } from "./world"

type Operation = {
  responses: Record<string, { content?: Record<string, { schema: object }> }>
}
type Document = { paths: Record<string, Record<string, Operation>> }

/** Holds answers against the document that the server publishes. */
type Contract = {
  /** Fails unless an answer has the status, and the shape that the document gives it. */
  expectAnswer: (answer: Response, method: string, path: string, status: number) => void
}

/** Reads the server's OpenAPI document. */
async function openContract(world: World): Promise<Contract> {
  const document = (await world.api.get("/v1/openapi.json").expect(200)).body as Document
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  addFormats(ajv)
  ajv.addSchema(document, "document")
  const compiled = new Map<string, ValidateFunction>()

  function schemaOf(method: string, path: string, status: number): ValidateFunction {
    const key = `${method} ${path} ${status}`
    const known = compiled.get(key)
    if (known !== undefined) {
      return known
    }
    const operation = document.paths[path]?.[method]
    const schema = operation?.responses[String(status)]?.content?.["application/json"]?.schema
    if (schema === undefined) {
      throw new Error(`The document has no answer ${status} for ${method} ${path}`)
    }
    const text = JSON.stringify(schema).replaceAll('"#/', '"document#/')
    const validate = ajv.compile(JSON.parse(text) as object)
    compiled.set(key, validate)
    return validate
  }

  return {
    expectAnswer: (answer, method, path, status) => {
      expect({
        answered: answer.status,
        text: answer.status === status ? "" : answer.text,
      }).toEqual({
        answered: status,
        text: "",
      })
      const validate = schemaOf(method, path, status)
      validate(answer.body)
      expect({ method, path, errors: validate.errors ?? [] }).toEqual({ method, path, errors: [] })
    },
  }
}

type Method = "get" | "post" | "put" | "delete"
type Sent = { body?: object; headers?: Record<string, string>; as?: string; token?: string }

/** A client that holds each answer against the document, and keeps what it was told. */
export type ContractClient = {
  /**
   * @param path its parameters filled in; `sent.as` has it as the document does
   * @param status the one expected
   * @returns `data` of the answer, or the answer's error
   */
  ask: (method: Method, path: string, status: number, sent?: Sent) => Promise<Told>
  /** The text of every answer so far. */
  told: string[]
}

export type Told = { data: Record<string, unknown>; answer: Response }

/** Opens a client of a world's /v1. */
export async function openContractClient(world: World): Promise<ContractClient> {
  const contract = await openContract(world)
  const told: string[] = []
  return {
    told,
    ask: async (method, path, status, { body, headers = {}, as = path, token = "" } = {}) => {
      const request = world.api[method](path).set(headers)
      if (token !== "") {
        void request.set("Authorization", `Bearer ${token}`)
      }
      const answer: Response = await (body === undefined ? request : request.send(body))
      contract.expectAnswer(answer, method, as, status)
      told.push(answer.text)
      return { answer, data: (answer.body as { data?: Record<string, unknown> }).data ?? {} }
    },
  }
}
