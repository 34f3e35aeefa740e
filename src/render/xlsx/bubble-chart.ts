import type { WorkbookBubbleChart, BubbleSeries, ChartValues } from "../../workbook/model.js";
import { plainText } from "../../core/plain-text.js";
import { NUMBER_FORMATS } from "./styles.js";

// DrawingML, ECMA-376 part 1, 21.2: the order of elements matters to Excel.

const NAMESPACES = [
  'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"',
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"',
  'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"',
].join(" ");

const LABELLED_COLOR = "1F4E79";
const OTHER_COLOR = "B0B7BF";
const X_AXIS = 111111111;
const Y_AXIS = 222222222;

/** A native bubble chart as the text of its part. */
export function bubbleChartXml(chart: WorkbookBubbleChart): string {
  return [
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<c:chartSpace ${NAMESPACES}>`,
    '<c:roundedCorners val="0"/><c:chart>',
    titleXml(chart.title, 1300),
    '<c:autoTitleDeleted val="0"/><c:plotArea><c:layout/><c:bubbleChart><c:varyColors val="0"/>',
    ...chart.series.map(seriesXml),
    '<c:bubbleScale val="45"/><c:showNegBubbles val="0"/><c:sizeRepresents val="area"/>',
    `<c:axId val="${X_AXIS}"/><c:axId val="${Y_AXIS}"/></c:bubbleChart>`,
    axisXml({
      id: X_AXIS,
      crosses: Y_AXIS,
      at: chart.crossing.y,
      limits: chart.xLimits,
      side: "b",
      title: chart.xTitle,
      format: NUMBER_FORMATS[chart.xFormat],
    }),
    axisXml({
      id: Y_AXIS,
      crosses: X_AXIS,
      at: chart.crossing.x,
      side: "l",
      title: chart.yTitle,
      format: NUMBER_FORMATS[chart.yFormat],
    }),
    '</c:plotArea><c:plotVisOnly val="0"/><c:dispBlanksAs val="gap"/></c:chart></c:chartSpace>',
  ].join("");
}

function seriesXml({ name, labelled, x, y, size }: BubbleSeries, index: number): string {
  const color = labelled ? LABELLED_COLOR : OTHER_COLOR;
  return [
    `<c:ser><c:idx val="${index}"/><c:order val="${index}"/>`,
    `<c:tx><c:strRef><c:f>${escape(name.range)}</c:f><c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>${escape(plainText(name.text))}</c:v></c:pt></c:strCache></c:strRef></c:tx>`,
    `<c:spPr><a:solidFill><a:srgbClr val="${color}"><a:alpha val="65000"/></a:srgbClr></a:solidFill><a:ln w="6350"><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill></a:ln></c:spPr>`,
    '<c:invertIfNegative val="0"/>',
    labelled ? labelsXml() : "",
    `<c:xVal>${valuesXml(x)}</c:xVal><c:yVal>${valuesXml(y)}</c:yVal><c:bubbleSize>${valuesXml(size)}</c:bubbleSize>`,
    '<c:bubble3D val="0"/></c:ser>',
  ].join("");
}

function labelsXml(): string {
  return [
    "<c:dLbls><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>",
    `<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="800"/></a:pPr><a:endParaRPr lang="en-US"/></a:p></c:txPr>`,
    '<c:dLblPos val="r"/><c:showLegendKey val="0"/><c:showVal val="0"/><c:showCatName val="0"/><c:showSerName val="1"/>',
    '<c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>',
  ].join("");
}

function valuesXml({ range, values }: ChartValues): string {
  const points = values.map((value, index) =>
    value === undefined ? "" : `<c:pt idx="${index}"><c:v>${value}</c:v></c:pt>`,
  );
  return `<c:numRef><c:f>${escape(range)}</c:f><c:numCache><c:formatCode>General</c:formatCode><c:ptCount val="${values.length}"/>${points.join("")}</c:numCache></c:numRef>`;
}

function axisXml(axis: {
  readonly id: number;
  readonly crosses: number;
  readonly at: number;
  readonly side: "b" | "l";
  readonly title: string;
  readonly format: string;
  readonly limits?: { readonly low: number; readonly high: number };
}): string {
  return [
    `<c:valAx><c:axId val="${axis.id}"/><c:scaling><c:orientation val="minMax"/>${limitsXml(axis.limits)}</c:scaling><c:delete val="0"/>`,
    `<c:axPos val="${axis.side}"/>`,
    '<c:majorGridlines><c:spPr><a:ln w="3175"><a:solidFill><a:srgbClr val="E5E7EB"/></a:solidFill></a:ln></c:spPr></c:majorGridlines>',
    titleXml(axis.title, 1000),
    `<c:numFmt formatCode="${escape(axis.format)}" sourceLinked="0"/><c:majorTickMark val="out"/><c:minorTickMark val="none"/>`,
    `<c:tickLblPos val="low"/><c:crossAx val="${axis.crosses}"/><c:crossesAt val="${axis.at}"/><c:crossBetween val="midCat"/></c:valAx>`,
  ].join("");
}

function limitsXml(limits: { readonly low: number; readonly high: number } | undefined): string {
  return limits === undefined ? "" : `<c:max val="${limits.high}"/><c:min val="${limits.low}"/>`;
}

function titleXml(text: string, size: number): string {
  return [
    "<c:title><c:tx><c:rich><a:bodyPr/><a:lstStyle/>",
    `<a:p><a:pPr><a:defRPr sz="${size}" b="1"/></a:pPr><a:r><a:rPr lang="en-US" sz="${size}" b="1"/><a:t>${escape(plainText(text))}</a:t></a:r></a:p>`,
    '</c:rich></c:tx><c:overlay val="0"/></c:title>',
  ].join("");
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
