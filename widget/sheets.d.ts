declare module "*.css" {
  /** A style sheet, minified. */
  const text: string;
  export default text;
}
