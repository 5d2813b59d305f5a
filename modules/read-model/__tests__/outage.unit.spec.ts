import { mongo } from "mongoose"
import { DatabaseError } from "pg"
import { AppError } from "../../../src/lib/errors"
import type { Collection } from "../mongo/driver"
import { writeChanges, type Change } from "../mongo/write"
import { isOutage } from "../projector/outage"

function sqlError(code: string): DatabaseError {
  const error = new DatabaseError("told by Postgres", 1, "error")
  error.code = code
  return error
}

describe("an error of Postgres", () => {
  it.each([
    ["42703", "a column that does not exist"],
    ["42P01", "a table that does not exist"],
    ["42501", "a right that is missing"],
    ["40P01", "a deadlock"],
    ["53100", "a full disk"],
    ["53300", "too many connections"],
    ["57P01", "a shutdown"],
    ["08006", "a lost connection"],
  ])("%s, %s, says nothing of the row", (code) => {
    expect(isOutage(sqlError(code))).toBe(true)
  })

  it.each([
    ["54000", "a text too long for tsvector"],
    ["22P02", "a malformed value"],
    ["23505", "a broken uniqueness"],
    ["P0001", "our own raise"],
  ])("%s, %s, is about the row", (code) => {
    expect(isOutage(sqlError(code))).toBe(false)
  })
})

describe("an error of our own code", () => {
  it.each([
    new AppError("AMOUNT_NOT_IN_CENTS"),
    new TypeError("x is not iterable"),
    // What the encoder of BSON throws at a document beyond its buffer.
    Object.assign(new RangeError("offset is out of range"), { code: "ERR_OUT_OF_RANGE" }),
  ])("is about the row: %s", (error) => {
    expect(isOutage(error)).toBe(false)
  })

  it("is an outage in doubt", () => {
    expect(isOutage(new Error("read ECONNRESET"))).toBe(true)
    expect(isOutage(Object.assign(new Error("refused"), { code: "ECONNREFUSED" }))).toBe(true)
  })
})

const changes: Change[] = [1, 2].map((number) => ({
  kind: "delete",
  _id: new mongo.ObjectId(),
  medusaId: `prod_${number}`,
}))

/** What became of a bulk write that ended with an error: its refusals, or an outage. */
async function write(error: Error): Promise<unknown> {
  const collection = { bulkWrite: () => Promise.reject(error) } as unknown as Collection
  try {
    const refused = await writeChanges(collection, changes, 1n)
    return refused.map(({ change }) => change.kind === "delete" && change.medusaId)
  } catch (thrown) {
    return isOutage(thrown) ? "outage" : "data error"
  }
}

function bulkError(
  cause: object,
  writeConcernError?: object,
  writeErrors: { index: number; code: number; errmsg: string }[] = []
): Error {
  const result = { getWriteConcernError: () => writeConcernError }
  return new mongo.MongoBulkWriteError(
    { message: "bulk", ...cause, writeErrors } as never,
    result as never
  )
}

function refusal(index: number, code: number, errmsg = "refused") {
  return { index, code, errmsg }
}

describe("a bulk write that fails as a whole", () => {
  it.each<[string, Error]>([
    ["the connection was lost", new mongo.MongoNetworkError("connection 1 closed")],
    ["nobody is primary", new mongo.MongoServerError({ code: 10107, message: "not primary" })],
    ["rights are missing", new mongo.MongoServerError({ code: 13, message: "not authorized" })],
    ["the disk is full", new mongo.MongoServerError({ code: 14031, message: "out of disk" })],
  ])("is an outage, though the driver calls it a bulk error: %s", async (_, cause) => {
    const result = { getWriteConcernError: () => undefined }
    expect(await write(new mongo.MongoBulkWriteError(cause as never, result as never))).toBe(
      "outage"
    )
  })

  it("is an outage where the write concern was not met, whatever else is told", async () => {
    const concern = { code: 64, errmsg: "waiting for replication timed out" }
    expect(await write(bulkError({}, concern))).toBe("outage")
    expect(await write(bulkError({}, concern, [refusal(0, 121)]))).toBe("outage")
  })

  it("is a data error where the driver will not send a document", async () => {
    expect(await write(new mongo.MongoInvalidArgumentError("Document is larger"))).toBe(
      "data error"
    )
    expect(await write(new mongo.BSON.BSONError("circular"))).toBe("data error")
  })
})

describe("single operations that were refused", () => {
  it("are their documents' own failures", async () => {
    expect(await write(bulkError({}, undefined, [refusal(1, 121)]))).toEqual(["prod_2"])
  })

  it("are none where a newer document stands", async () => {
    const stale = "E11000 duplicate key error collection: x.y index: _id_ dup key: { _id: 1 }"
    expect(await write(bulkError({}, undefined, [refusal(0, 11000, stale)]))).toEqual([])
  })

  it("are an outage where the server would refuse any document", async () => {
    expect(await write(bulkError({}, undefined, [refusal(0, 14031)]))).toBe("outage")
  })
})
