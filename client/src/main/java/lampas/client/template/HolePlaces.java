package lampas.client.template;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where the placeholders of a template stand in its tree.
 *
 * @param found those that stand where they may
 * @param operands the numbers that are an operand, where a sign needs parentheses
 * @param lists for names of labels, the other names in the same list
 */
record HolePlaces(Set<Hole> found, Set<Hole> operands, Map<Hole, List<String>> lists) {}
