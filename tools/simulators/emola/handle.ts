import type { WireFault } from "../shared/behaviour"
import { perform, type Stage } from "../shared/stage"
import type { Script } from "../shared/script"
import type { RawAnswer } from "../shared/wire"
import { callbackBody } from "./callback-body"
import { operationNames, wrongAtGateway, wrongAtService, type Operation } from "./check-request"
import type { EmolaCredentials } from "./credentials"
import { readEnvelope, type EmolaRequest } from "./read-envelope"
import { answerOf, gatewayError, movementTruth, queryTruth, type EmolaReply } from "./reply"

/** All that the simulator knows. */
export type Simulation = {
  stage: Stage
  script: Script<Operation, EmolaReply>
  credentials: EmolaCredentials
}

type Say = (answer: RawAnswer, fault?: WireFault) => void

/** Answers one message. */
export async function handle(simulation: Simulation, body: string, say: Say): Promise<void> {
  const { stage, credentials } = simulation
  const request = tryRead(body)
  if (request === undefined) {
    say(gatewayError("9002"))
    return
  }
  const { password: _password, username: _username, params, wscode } = request
  const { key: _key, ...fields } = params
  stage.heard.push({ operation: wscode, fields, at: stage.now().toISOString() })
  const operation = operationNames.find((name) => name === wscode)
  const error = wrongAtGateway(request, credentials)
  if (error !== undefined || operation === undefined) {
    say(gatewayError(error ?? "2001"))
    return
  }
  const wrong = wrongAtService(operation, request, credentials)
  if (wrong !== undefined) {
    say(...businessRefusal(stage, operation, wrong))
  } else if (operation === "pushUssdQueryTrans") {
    askStatus(simulation, request, say)
  } else {
    await move(simulation, operation, request, say)
  }
}

function tryRead(body: string): EmolaRequest | undefined {
  try {
    return readEnvelope(body)
  } catch {
    return undefined
  }
}

const businessRefusal = (stage: Stage, wscode: Operation, errorCode: string) =>
  answerOf(
    { wscode, requestId: stage.ids.conversation(), errorCode, orgResponseCode: null },
    undefined
  )

async function move(
  { stage, script }: Simulation,
  operation: Exclude<Operation, "pushUssdQueryTrans">,
  { params }: EmolaRequest,
  say: Say
): Promise<void> {
  const { transId: reference = "", msisdn = "", transAmount = "", refNo = "" } = params
  if (stage.book.find(reference) !== undefined) {
    say(...businessRefusal(stage, operation, "14"))
    return
  }
  const phone = `+258${msisdn}`
  const behaviour = script.next(operation, { reference, phone })
  if (behaviour.fate === "none") {
    await stage.timers.pause(behaviour.settleMs ?? 0)
    const requestId = stage.ids.conversation()
    say(
      ...answerOf(
        { wscode: operation, requestId, errorCode: "99", orgResponseCode: null },
        behaviour.reply
      )
    )
    return
  }
  await perform(stage, {
    entry: {
      kind: operation === "pushUssdMessage" ? "charge" : "payout",
      reference,
      orderReference: refNo,
      of: null,
      phone,
      amount: Number(transAmount) * 100,
    },
    behaviour,
    answer: (entry) => say(...answerOf(movementTruth(operation, entry), behaviour.reply)),
    callbackBody,
  })
}

/** A query of a movement, by its transId and its type. */
function askStatus({ stage, script }: Simulation, { params }: EmolaRequest, say: Say): void {
  const found = stage.book.find(params.transId ?? "")
  const kind = params.transType === "C2B" ? "charge" : "payout"
  const entry = found?.kind === kind ? found : undefined
  const reply = entry === undefined ? undefined : script.next("pushUssdQueryTrans", entry).reply
  const requestId = stage.ids.conversation()
  say(...answerOf(queryTruth("pushUssdQueryTrans", requestId, entry), reply))
}
