import js from "@eslint/js";

/** Lines and branches that a reader can hold in mind. */
const size = {
  complexity: ["error", 10],
  "max-depth": ["error", 3],
  "max-lines": ["error", 200],
  "max-lines-per-function": ["error", 25],
  "max-params": ["error", 4],
};

/** One statement says one thing. */
const plainness = {
  eqeqeq: ["error", "always", { null: "ignore" }],
  "consistent-return": "error",
  "no-cond-assign": ["error", "always"],
  "no-else-return": "error",
  "no-multi-assign": "error",
  "no-nested-ternary": "error",
  "no-param-reassign": "error",
  "no-return-assign": "error",
  "no-sequences": "error",
  "no-shadow": "error",
  "no-unused-expressions": "error",
  "no-void": "error",
  "object-shorthand": "error",
  "prefer-const": "error",
  "no-var": "error",
};

/** Pages with a strict policy let none of these in; names are seen better by the types. */
const safety = {
  "no-eval": "error",
  "no-implied-eval": "error",
  "no-new-func": "error",
  "no-script-url": "error",
  "no-console": "error",
  "no-alert": "error",
  "no-undef": "off",
};

export default [
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  js.configs.recommended,
  { rules: { ...size, ...plainness, ...safety } },
];
