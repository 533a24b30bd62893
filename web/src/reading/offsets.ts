// From what is selected on the screen to code points of the original, and back.
import { code_point_from_utf16, utf16_from_code_point } from '../text/code_points';
import { code_point_of_node } from './draw';

function textNodes(root: Node): Text[] {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const nodes: Text[] = [];
  while (walker.nextNode()) if (code_point_of_node(walker.currentNode) !== undefined) nodes.push(walker.currentNode as Text);
  return nodes;
}

/** The code points under a selection of drawn text, or null where it touches none. */
export function code_points_of_range(range: Range, root: Node): { start: number; end: number } | null {
  let start = Infinity;
  let end = -Infinity;
  for (const node of textNodes(root)) {
    if (!range.intersectsNode(node)) continue;
    const first = code_point_of_node(node)!;
    const from = node === range.startContainer ? range.startOffset : 0;
    const to = node === range.endContainer ? range.endOffset : node.data.length;
    if (to <= from) continue;
    start = Math.min(start, first + code_point_from_utf16(node.data, from));
    end = Math.max(end, first + code_point_from_utf16(node.data, to));
  }
  return start < end ? { start, end } : null;
}

/** The ranges of drawn text between two code points. */
export function ranges_of_code_points(root: Node, start: number, end: number): Range[] {
  const ranges: Range[] = [];
  for (const node of textNodes(root)) {
    const first = code_point_of_node(node)!;
    if (first >= end || first + node.data.length <= start) continue;
    const from = utf16_from_code_point(node.data, Math.max(0, start - first));
    const to = utf16_from_code_point(node.data, end - first);
    if (to <= from) continue;
    const range = document.createRange();
    range.setStart(node, from);
    range.setEnd(node, to);
    ranges.push(range);
  }
  return ranges;
}
