// The types of what comes without any: style sheets, and parts of Vega.

declare module "*.css";

// Has types, which its list of entries hides from TypeScript.
declare module "chart2music" {
  type Lines = Record<string, { x: number; y: number; label?: string }[]>;
  type Axes = { x: { label: string; format: (x: number) => string } };
  export function c2mChart(chart: {
    type: "line" | "bar";
    title: string;
    data: Lines;
    axes: Axes;
    element: HTMLElement;
    cc: HTMLElement;
  }): { err: string | null; data?: { setData(data: Lines, axes: Axes): void } };
}
declare module "vega-dataflow" {
  export const transforms: object;
}
declare module "vega-encode";
declare module "vega-transforms";
declare module "vega-view-transforms";
declare module "vega-parser" {
  export function parse(program: object, config: object | null, options: { ast: boolean }): object;
}
declare module "vega-view" {
  export class View {
    constructor(runtime: object, options: object);
    runAsync(): Promise<this>;
    width(pixels: number): this;
    signal(name: string): string;
    signal(name: string, value: unknown): this;
    data(name: string): Record<string, number>[];
    data(name: string, rows: Record<string, number | string>[]): this;
  }
}

declare module "@micropython/micropython-webassembly-pyscript/micropython.mjs" {
  export function loadMicroPython(settings: { url: string; heapsize: number }): Promise<{
    FS: { mkdir(path: string): void; writeFile(path: string, text: string): void };
    pyimport(name: "backchannel.moves"): {
      in_json(name: string, seed: number, choices: number[]): string;
      prepare(name: string): void;
    };
    pyimport(name: "backchannel.runs"): {
      in_json(name: string, values: string, until: number): string;
    };
  }>;
}
declare module "subset-font" {
  export default function subsetFont(
    face: Uint8Array,
    letters: string,
    options: { keepFeatures: string[]; noHinting: boolean; targetFormat: "woff2" },
  ): Promise<Uint8Array>;
}
