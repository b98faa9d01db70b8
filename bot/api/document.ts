import { z } from 'zod';
import type { ZodOpenApiObject, ZodOpenApiOperationObject, ZodOpenApiPathsObject } from 'zod-openapi';
import { scopes } from '../../flows/api-keys/scopes.ts';
import { flawCodes } from './flaw-words.ts';
import { statusOf } from './problem.ts';
import type { Route } from './route.ts';
import { sentencesIn } from './sentences.ts';

/** The OpenAPI 3.1 document, made of the very schemas that check the calls; `example` is the body of an order that would be taken now. */
export async function describe(routes: readonly Route[], example: object): Promise<unknown> {
  const { createDocument } = await import('zod-openapi');
  return createDocument(documentOf(routes, example));
}

const problem = z
  .strictObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string().meta({ description: 'For programs.' }),
    detail: z.string().meta({ description: 'For people, in the language of `Accept-Language`.' }),
    requestId: z.string(),
    errors: z
      .array(
        z.strictObject({
          path: z.string().meta({ description: 'A JSON pointer into the body, or `?name` of the query.' }),
          code: z.enum(flawCodes),
          detail: z.string(),
        }),
      )
      .optional(),
  })
  .meta({ id: 'Problem' });

const documentOf = (routes: readonly Route[], example: object): ZodOpenApiObject => ({
  openapi: '3.1.0',
  info: { title: 'Anna', version: '1', description: aboutWith(example) },
  servers: [{ url: '/api/v1' }],
  security: [{ key: [] }],
  tags: [...new Set(routes.map(({ noun }) => noun))].map((name) => ({ name })),
  paths: pathsOf(routes, example),
  components: { securitySchemes: { key: { type: 'http', scheme: 'bearer', description: 'A key that the owner made: `anna_…`.' } } },
});

const aboutWith = (
  example: object,
): string => `Whatever a manager does with a button, a program does with a request: by the same rules, with the same refusals.

**Keys.** \`Authorization: Bearer anna_…\`. Scopes: ${Object.keys(scopes).join(', ')}. Each operation names the one it needs.

**An order in one request.**

    curl -X POST https://your-shop.example/api/v1/orders \\
      -H 'Authorization: Bearer anna_…' -H 'Content-Type: application/json' -H 'Idempotency-Key: basket-4711' \\
      -d '${JSON.stringify(example)}'

Products, the keys of their options and amounts come from \`GET /catalog\`, times from \`GET /free-days?productIds=1\`.

**Repeats.** With an \`Idempotency-Key\` (1 to 200 printable characters) a repeat of a write gets the stored answer and the header \`Idempotent-Replayed: true\`;
another request under the same key is refused (422 \`key-reused\`). A refused request left nothing behind, so it may be repeated. Keys are remembered for three days.

**Changes by others.** Single things have an \`ETag\`; send it as \`If-Match\` with a change and get 412 when somebody was faster.

**Input.** Unknown fields are refused (422). Money is whole minor units, times are ISO 8601 with an offset, amounts are in units of the product.

**Pace.** 60 requests at once and 10 a second from then on for each key; then 429 with \`Retry-After\`.

**Mistakes** are \`application/problem+json\` (RFC 9457) with a \`code\` for programs: ${Object.keys(statusOf).join(', ')}, or the code of a refusal such as \`order.unpaid\`
(409; 403 when it begins with \`access.\`, 404 when it ends with \`.not-found\`). What is missing and what is not yours look alike.

**Webhooks.** Each event is sent as \`POST\` with the body of an Event and the headers \`Anna-Event-Id\` and \`Anna-Signature: t=<seconds>,v1=<hex>\`, where v1 is
HMAC-SHA256 of \`<t>.<body>\` under the webhook's secret; for a day after the secret was changed there are two \`v1\`, one of which fits. Any 2xx within ten seconds
is "received", 410 switches the webhook off; else it is tried again for three days, after 5 seconds, 10, 20 … at last every quarter of an hour. Events may come
twice (know them by their id) and in another order than they happened.`;

function pathsOf(routes: readonly Route[], example: object): ZodOpenApiPathsObject {
  const paths: ZodOpenApiPathsObject = {};
  for (const route of routes) paths[route.at] = { ...paths[route.at], [route.method]: operationOf(route, example) };
  return paths;
}

function operationOf(route: Route, example: object): ZodOpenApiOperationObject {
  const { name, method, noun, scope, summary, about, path, query, body, answer, status = 200, write } = route;
  return {
    operationId: name,
    tags: [noun],
    summary: summary.en,
    description: [about, scope ? `Scope: \`${scope}\`.` : 'Every key may.'].filter(Boolean).join('\n\n'),
    requestParams: {
      // Every path and query is an object; the type of a route does not say so.
      ...(path && { path: path as z.ZodObject }),
      ...(query && { query: query as z.ZodObject }),
      ...(write && method !== 'get' && { header: route.subject ? z.object({ ...once, ...match }) : z.object(once) }),
    },
    ...(route.picture && { requestBody: { required: true, content: { 'image/*': {} } } }),
    ...(body &&
      !route.picture && {
        requestBody: { required: true, content: { 'application/json': { schema: body, ...(name === 'place-order' && { example }) } } },
      }),
    responses: {
      [status]: { description: 'Done.', content: route.sendsFile ? { '*/*': {} } : { 'application/json': { schema: answer } } },
      default: {
        description: `A problem, in words: ${sentencesIn('en').problems.invalid}`,
        content: { 'application/problem+json': { schema: problem } },
      },
    },
  };
}

const once = { 'Idempotency-Key': z.string().optional().meta({ description: 'Names the request: repeats are done once.' }) };
const match = { 'If-Match': z.string().optional().meta({ description: 'The `ETag` as it was read: else 412.' }) };
