// node probabilities.js MODEL PIXELS N H W C: what a model exported with its preprocessing says of raw uint8 images.
import { readFile } from 'node:fs/promises';
import * as ort from 'onnxruntime-web';

const [model, pixels, ...shape] = process.argv.slice(2);
ort.env.wasm.numThreads = 1;
const session = await ort.InferenceSession.create(await readFile(model));
const input = new ort.Tensor('uint8', new Uint8Array(await readFile(pixels)), shape.map(Number));
const outputs = await session.run({ [session.inputNames[0]]: input });
console.log(Array.from(outputs[session.outputNames[0]].data).join('\n'));
