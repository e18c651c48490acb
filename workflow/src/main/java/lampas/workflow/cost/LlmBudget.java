package lampas.workflow.cost;

import java.util.Objects;
import lampas.model.error.ErrorKind;
import lampas.workflow.outcome.WorkflowException;

/**
 * What may be spent on language models in each period. Nothing is refused when it is spent: it is
 * for alerts.
 *
 * @param dollars US dollars
 */
public record LlmBudget(double dollars, BudgetPeriod period) {
  /**
   * Checks the budget.
   *
   * @throws WorkflowException USER unless the amount is finite and above 0
   */
  public LlmBudget {
    Objects.requireNonNull(period, "period");
    if (!(dollars > 0) || dollars == Double.POSITIVE_INFINITY) {
      throw new WorkflowException(
          ErrorKind.USER, "LLM budget: " + dollars + " dollars (expected: > 0)");
    }
  }

  public static LlmBudget aDay(double dollars) {
    return new LlmBudget(dollars, BudgetPeriod.DAY);
  }

  public static LlmBudget aMonth(double dollars) {
    return new LlmBudget(dollars, BudgetPeriod.MONTH);
  }
}
