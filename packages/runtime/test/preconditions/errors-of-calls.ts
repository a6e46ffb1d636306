/**
 * What each call of the reference can fail with, in the order in which it is checked first: read from
 * its source (guards, the call, and what it calls). The pallet's own errors have no prefix. What comes
 * before every signed call, `ColdkeySwapAnnounced`, `ColdkeySwapDisputed` and `System.CallFiltered`
 * in safe mode, is not repeated; errors of a call within a call stand for all of them.
 */
export const ERRORS_OF_CALLS: Readonly<Record<string, string>> = {
  'System.remark': '',
  'System.set_heap_pages': 'BadOrigin',
  'System.set_code': 'BadOrigin FailedToExtractRuntimeVersion',
  'System.set_code_without_checks': 'BadOrigin',
  'System.set_storage': 'BadOrigin',
  'System.kill_storage': 'BadOrigin',
  'System.kill_prefix': 'BadOrigin',
  'System.remark_with_event': 'BadOrigin',
  'System.authorize_upgrade': 'BadOrigin',
  'System.authorize_upgrade_without_checks': 'BadOrigin',
  'System.apply_authorized_upgrade': 'NothingAuthorized Unauthorized',
  'Timestamp.set': 'BadOrigin',
  'Grandpa.report_equivocation': 'BadOrigin',
  'Grandpa.report_equivocation_unsigned': 'BadOrigin',
  'Grandpa.note_stalled': 'BadOrigin',
  'Balances.transfer_allow_death':
    'BadOrigin CannotLookup Token.BelowMinimum Arithmetic.Underflow Token.FundsUnavailable Token.Frozen',
  'Balances.force_transfer':
    'BadOrigin CannotLookup Token.BelowMinimum Arithmetic.Underflow Token.FundsUnavailable Token.Frozen',
  'Balances.transfer_keep_alive':
    'BadOrigin CannotLookup Token.BelowMinimum Arithmetic.Underflow Token.FundsUnavailable Token.Frozen Token.NotExpendable',
  'Balances.transfer_all': 'BadOrigin CannotLookup Token.BelowMinimum',
  'Balances.force_unreserve': 'BadOrigin CannotLookup',
  'Balances.upgrade_accounts': 'BadOrigin',
  'Balances.force_set_balance': 'BadOrigin CannotLookup ConsumerRemaining',
  'Balances.force_adjust_total_issuance': 'BadOrigin DeltaZero IssuanceDeactivated',
  'Balances.burn': 'BadOrigin Token.FundsUnavailable',
  'SubtensorModule.set_weights':
    'NotEnoughStakeToSetWeights SettingWeightsTooFast CommitRevealEnabled BadOrigin CanNotSetRootNetworkWeights WeightVecNotEqualSize MechanismDoesNotExist UidsLengthExceedUidsInSubNet HotKeyNotRegisteredInSubNet IncorrectWeightVersionKey NeuronNoValidatorPermit DuplicateUids UidVecContainInvalidOne WeightVecLengthIsLow',
  'SubtensorModule.add_stake':
    'BadOrigin InsufficientLiquidity SubnetNotExists SubtokenDisabled AmountTooLow NotEnoughBalanceToStake HotKeyAccountNotExists Token.BelowMinimum',
  'SubtensorModule.remove_stake':
    'BadOrigin SubtokenDisabled InsufficientLiquidity SubnetNotExists AmountTooLow HotKeyAccountNotExists StakeUnavailable InsufficientBalance Token.BelowMinimum Swap.ReservesTooLow',
  'SubtensorModule.serve_axon':
    'BadOrigin HotKeyNotRegisteredInNetwork InvalidIpType InvalidIpAddress ServingRateLimitExceeded InvalidPort',
  'SubtensorModule.serve_prometheus':
    'BadOrigin InvalidIpType InvalidIpAddress HotKeyNotRegisteredInNetwork ServingRateLimitExceeded InvalidPort',
  'SubtensorModule.register':
    'BadOrigin RegistrationNotPermittedOnRootSubnet SubnetNotExists SubNetRegistrationDisabled HotKeyAlreadyRegisteredInSubNet NotEnoughBalanceToStake CannotUseSystemAccount NonAssociatedColdKey NoNeuronIdAvailable InsufficientBalance Token.BelowMinimum Swap.SwapInputTooLarge Swap.ReservesTooLow Swap.PriceLimitExceeded',
  'SubtensorModule.burned_register':
    'BadOrigin RegistrationNotPermittedOnRootSubnet SubnetNotExists SubNetRegistrationDisabled HotKeyAlreadyRegisteredInSubNet NotEnoughBalanceToStake CannotUseSystemAccount NonAssociatedColdKey NoNeuronIdAvailable InsufficientBalance Token.BelowMinimum Swap.SwapInputTooLarge Swap.ReservesTooLow Swap.PriceLimitExceeded',
  'SubtensorModule.serve_axon_tls':
    'BadOrigin HotKeyNotRegisteredInNetwork InvalidIpType InvalidIpAddress ServingRateLimitExceeded InvalidPort',
  'SubtensorModule.register_network':
    'NetworkTxRateLimitExceeded BadOrigin NonAssociatedColdKey CannotUseSystemAccount SubNetRegistrationDisabled SubnetLimitReached CannotAffordLockCost InsufficientBalance Token.BelowMinimum',
  'SubtensorModule.faucet': 'BadOrigin InvalidWorkBlock InvalidDifficulty InvalidSeal',
  'SubtensorModule.dissolve_network': 'BadOrigin SubnetNotExists',
  'SubtensorModule.root_register':
    'RootNetworkDoesNotExist BadOrigin TooManyRegistrationsThisBlock TooManyRegistrationsThisInterval HotKeyAlreadyRegisteredInSubNet CannotUseSystemAccount HotKeyNotRegisteredInSubNet StakeTooLowForRoot',
  'SubtensorModule.decrease_take':
    'DelegateTakeTooLow DelegateTakeTooHigh HotKeyAccountNotExists NonAssociatedColdKey BadOrigin',
  'SubtensorModule.increase_take':
    'DelegateTakeTooLow DelegateTakeTooHigh HotKeyAccountNotExists NonAssociatedColdKey BadOrigin DelegateTxRateLimitExceeded',
  'SubtensorModule.set_children':
    'BadOrigin TxRateLimitExceeded RegistrationNotPermittedOnRootSubnet SubnetNotExists NonAssociatedColdKey DuplicateChild InvalidChild TooManyChildren ProportionOverflow ChildParentInconsistency NotEnoughStakeToSetChildkeys',
  'SubtensorModule.set_identity': 'BadOrigin HotKeyNotRegisteredInNetwork InvalidIdentity',
  'SubtensorModule.sudo_set_tx_childkey_take_rate_limit': 'BadOrigin',
  'SubtensorModule.swap_hotkey':
    'BadOrigin NonAssociatedColdKey NewHotKeyIsSameWithOld HotKeySetTxRateLimitExceeded HotKeyAlreadyRegisteredInSubNet NewHotKeyNotCleanForRootSwap HotKeySwapOnSubnetIntervalNotPassed NotEnoughBalanceToPaySwapHotKey InsufficientBalance CannotUseSystemAccount ProportionOverflow ChildParentInconsistency InvalidChild TooManyChildren',
  'SubtensorModule.swap_coldkey':
    'BadOrigin NotEnoughBalanceToPaySwapColdKey ColdKeyAlreadyAssociated NewColdKeyIsHotkey CannotUseSystemAccount ActiveLockExists Token.BelowMinimum',
  'SubtensorModule.swap_hotkey_v2':
    'BadOrigin NonAssociatedColdKey NewHotKeyIsSameWithOld HotKeySetTxRateLimitExceeded HotKeyAlreadyRegisteredInSubNet NewHotKeyNotCleanForRootSwap HotKeySwapOnSubnetIntervalNotPassed NotEnoughBalanceToPaySwapHotKey InsufficientBalance CannotUseSystemAccount ProportionOverflow ChildParentInconsistency InvalidChild TooManyChildren',
  'SubtensorModule.schedule_swap_coldkey': 'Deprecated',
  'SubtensorModule.set_childkey_take':
    'BadOrigin NonAssociatedColdKey InvalidChildkeyTake TxChildkeyTakeRateLimitExceeded',
  'SubtensorModule.sudo_set_min_childkey_take': 'BadOrigin',
  'SubtensorModule.sudo_set_max_childkey_take': 'BadOrigin',
  'SubtensorModule.set_subnet_identity': 'BadOrigin NotSubnetOwner InvalidIdentity',
  'SubtensorModule.register_network_with_identity':
    'BadOrigin NonAssociatedColdKey CannotUseSystemAccount SubNetRegistrationDisabled NetworkTxRateLimitExceeded SubnetLimitReached CannotAffordLockCost InsufficientBalance Token.BelowMinimum InvalidIdentity',
  'SubtensorModule.batch_set_weights': 'BadOrigin InputLengthsUnequal NotEnoughStakeToSetWeights',
  'SubtensorModule.unstake_all':
    'BadOrigin HotKeyAccountNotExists InsufficientBalance Token.BelowMinimum Swap.ReservesTooLow',
  'SubtensorModule.unstake_all_alpha':
    'BadOrigin HotKeyAccountNotExists InsufficientBalance Token.BelowMinimum Swap.ReservesTooLow AmountTooLow',
  'SubtensorModule.move_stake':
    'BadOrigin SameNetuid SubnetNotExists SubtokenDisabled HotKeyAccountNotExists InsufficientLiquidity AmountTooLow StakeUnavailable InsufficientBalance Token.BelowMinimum Swap.ReservesTooLow Swap.SwapInputTooLarge Swap.PriceLimitExceeded',
  'SubtensorModule.transfer_stake':
    'BadOrigin SameNetuid SubnetNotExists SubtokenDisabled HotKeyAccountNotExists InsufficientLiquidity AmountTooLow TransferDisallowed StakeUnavailable InsufficientBalance Token.BelowMinimum Swap.ReservesTooLow Swap.SwapInputTooLarge Swap.PriceLimitExceeded LockHotkeyMismatch AccountRejectsLockedAlpha',
  'SubtensorModule.swap_stake':
    'BadOrigin SameNetuid SubnetNotExists SubtokenDisabled HotKeyAccountNotExists InsufficientLiquidity AmountTooLow StakeUnavailable InsufficientBalance Token.BelowMinimum Swap.ReservesTooLow Swap.SwapInputTooLarge Swap.PriceLimitExceeded',
  'SubtensorModule.add_stake_limit':
    'BadOrigin InsufficientLiquidity Swap.ReservesTooLow Swap.PriceLimitExceeded SubnetNotExists SubtokenDisabled AmountTooLow SlippageTooHigh NotEnoughBalanceToStake HotKeyAccountNotExists Token.BelowMinimum',
  'SubtensorModule.remove_stake_limit':
    'BadOrigin InsufficientLiquidity Swap.ReservesTooLow Swap.PriceLimitExceeded SubnetNotExists AmountTooLow NotEnoughStakeToWithdraw SlippageTooHigh HotKeyAccountNotExists StakeUnavailable InsufficientBalance Token.BelowMinimum',
  'SubtensorModule.swap_stake_limit':
    'BadOrigin SameNetuid SubnetNotExists SubtokenDisabled HotKeyAccountNotExists InsufficientLiquidity AmountTooLow SlippageTooHigh StakeUnavailable InsufficientBalance Token.BelowMinimum Swap.ReservesTooLow Swap.SwapInputTooLarge Swap.PriceLimitExceeded',
  'SubtensorModule.try_associate_hotkey': 'BadOrigin CannotUseSystemAccount',
  'SubtensorModule.start_call':
    'SubnetNotExists BadOrigin FirstEmissionBlockNumberAlreadySet NeedWaitingMoreBlocksToStarCall',
  'SubtensorModule.associate_evm_key':
    'HotKeyNotRegisteredInSubNet EvmKeyAssociateRateLimitExceeded BadOrigin NonAssociatedColdKey InvalidIdentity InvalidRecoveredPublicKey',
  'SubtensorModule.commit_weights':
    'NotEnoughStakeToSetWeights CommittingWeightsTooFast MechanismDoesNotExist BadOrigin CommitRevealDisabled HotKeyNotRegisteredInSubNet TooManyUnrevealedCommits',
  'SubtensorModule.reveal_weights':
    'NotEnoughStakeToSetWeights NoWeightsCommitFound RevealTooEarly BadOrigin CommitRevealDisabled CanNotSetRootNetworkWeights WeightVecNotEqualSize MechanismDoesNotExist UidsLengthExceedUidsInSubNet HotKeyNotRegisteredInSubNet IncorrectWeightVersionKey NeuronNoValidatorPermit DuplicateUids UidVecContainInvalidOne WeightVecLengthIsLow ExpiredWeightCommit InvalidRevealCommitHashNotMatch',
  'SubtensorModule.batch_reveal_weights':
    'InputLengthsUnequal NotEnoughStakeToSetWeights NoWeightsCommitFound RevealTooEarly BadOrigin CommitRevealDisabled CanNotSetRootNetworkWeights WeightVecNotEqualSize MechanismDoesNotExist UidsLengthExceedUidsInSubNet HotKeyNotRegisteredInSubNet IncorrectWeightVersionKey NeuronNoValidatorPermit DuplicateUids UidVecContainInvalidOne WeightVecLengthIsLow ExpiredWeightCommit InvalidRevealCommitHashNotMatch',
  'SubtensorModule.batch_commit_weights':
    'BadOrigin InputLengthsUnequal NotEnoughStakeToSetWeights',
  'SubtensorModule.recycle_alpha':
    'BadOrigin SubnetNotExists CannotBurnOrRecycleOnRootSubnet SubtokenDisabled HotKeyAccountNotExists InsufficientLiquidity StakeUnavailable',
  'SubtensorModule.burn_alpha':
    'BadOrigin SubnetNotExists CannotBurnOrRecycleOnRootSubnet SubtokenDisabled HotKeyAccountNotExists InsufficientLiquidity StakeUnavailable',
  'SubtensorModule.remove_stake_full_limit':
    'BadOrigin InsufficientLiquidity Swap.ReservesTooLow Swap.PriceLimitExceeded SubnetNotExists AmountTooLow SlippageTooHigh HotKeyAccountNotExists StakeUnavailable InsufficientBalance SubtokenDisabled Token.BelowMinimum',
  'SubtensorModule.set_pending_childkey_cooldown': 'BadOrigin',
  'SubtensorModule.register_leased_network':
    'BadOrigin Crowdloan.InvalidCrowdloanId InvalidLeaseBeneficiary LeaseCannotEndInThePast Overflow Token.FundsUnavailable NonAssociatedColdKey SubNetRegistrationDisabled NetworkTxRateLimitExceeded SubnetLimitReached CannotAffordLockCost Balances.InsufficientBalance Proxy.Duplicate Proxy.TooMany Proxy.NoSelfProxy Token.BelowMinimum',
  'SubtensorModule.terminate_lease':
    'BadOrigin LeaseDoesNotExist ExpectedBeneficiaryOrigin LeaseHasNoEndBlock LeaseHasNotEnded BeneficiaryDoesNotOwnHotkey CannotUseSystemAccount Proxy.NotFound',
  'SubtensorModule.update_symbol': 'BadOrigin SymbolDoesNotExist SymbolAlreadyInUse',
  'SubtensorModule.commit_timelocked_weights':
    'NotEnoughStakeToSetWeights InvalidRevealRound MechanismDoesNotExist BadOrigin CommitRevealDisabled IncorrectCommitRevealVersion HotKeyNotRegisteredInSubNet CommittingWeightsTooFast TooManyUnrevealedCommits',
  'SubtensorModule.set_coldkey_auto_stake_hotkey':
    'BadOrigin SubnetNotExists HotKeyNotRegisteredInSubNet SameAutoStakeHotkeyAlreadySet',
  'SubtensorModule.commit_mechanism_weights':
    'NotEnoughStakeToSetWeights CommittingWeightsTooFast MechanismDoesNotExist BadOrigin CommitRevealDisabled HotKeyNotRegisteredInSubNet TooManyUnrevealedCommits',
  'SubtensorModule.reveal_mechanism_weights':
    'NotEnoughStakeToSetWeights NoWeightsCommitFound RevealTooEarly BadOrigin CommitRevealDisabled CanNotSetRootNetworkWeights WeightVecNotEqualSize MechanismDoesNotExist UidsLengthExceedUidsInSubNet HotKeyNotRegisteredInSubNet IncorrectWeightVersionKey NeuronNoValidatorPermit DuplicateUids UidVecContainInvalidOne WeightVecLengthIsLow ExpiredWeightCommit InvalidRevealCommitHashNotMatch',
  'SubtensorModule.commit_crv3_mechanism_weights':
    'NotEnoughStakeToSetWeights InvalidRevealRound MechanismDoesNotExist BadOrigin CommitRevealDisabled IncorrectCommitRevealVersion HotKeyNotRegisteredInSubNet CommittingWeightsTooFast TooManyUnrevealedCommits',
  'SubtensorModule.commit_timelocked_mechanism_weights':
    'NotEnoughStakeToSetWeights InvalidRevealRound MechanismDoesNotExist BadOrigin CommitRevealDisabled IncorrectCommitRevealVersion HotKeyNotRegisteredInSubNet CommittingWeightsTooFast TooManyUnrevealedCommits',
  'SubtensorModule.set_mechanism_weights':
    'NotEnoughStakeToSetWeights SettingWeightsTooFast CommitRevealEnabled BadOrigin CanNotSetRootNetworkWeights WeightVecNotEqualSize MechanismDoesNotExist UidsLengthExceedUidsInSubNet HotKeyNotRegisteredInSubNet IncorrectWeightVersionKey NeuronNoValidatorPermit DuplicateUids UidVecContainInvalidOne WeightVecLengthIsLow',
  'SubtensorModule.root_dissolve_network': 'BadOrigin SubnetNotExists',
  'SubtensorModule.claim_root':
    'BadOrigin InvalidSubnetNumber Swap.SwapInputTooLarge Swap.ReservesTooLow Swap.PriceLimitExceeded InsufficientBalance',
  'SubtensorModule.set_root_claim_type': 'BadOrigin InvalidSubnetNumber',
  'SubtensorModule.sudo_set_num_root_claims': 'BadOrigin InvalidNumRootClaim',
  'SubtensorModule.sudo_set_root_claim_threshold': 'BadOrigin InvalidRootClaimThreshold',
  'SubtensorModule.announce_coldkey_swap':
    'BadOrigin ColdkeySwapDisputed ColdkeySwapReannouncedTooEarly NotEnoughBalanceToPaySwapColdKey',
  'SubtensorModule.swap_coldkey_announced':
    'ColdkeySwapDisputed BadOrigin ColdkeySwapAnnouncementNotFound AnnouncedColdkeyHashDoesNotMatch ColdkeySwapTooEarly ColdKeyAlreadyAssociated NewColdKeyIsHotkey CannotUseSystemAccount ActiveLockExists Token.BelowMinimum',
  'SubtensorModule.dispute_coldkey_swap':
    'ColdkeySwapDisputed BadOrigin ColdkeySwapAnnouncementNotFound ColdkeySwapAlreadyDisputed',
  'SubtensorModule.reset_coldkey_swap': 'BadOrigin',
  'SubtensorModule.enable_voting_power_tracking': 'BadOrigin',
  'SubtensorModule.disable_voting_power_tracking': 'BadOrigin VotingPowerTrackingNotEnabled',
  'SubtensorModule.sudo_set_voting_power_ema_alpha': 'BadOrigin InvalidVotingPowerEmaAlpha',
  'SubtensorModule.add_stake_burn':
    'BadOrigin InsufficientLiquidity SubnetNotExists SubtokenDisabled AmountTooLow NotEnoughBalanceToStake HotKeyAccountNotExists Token.BelowMinimum CannotBurnOrRecycleOnRootSubnet Swap.ReservesTooLow Swap.PriceLimitExceeded SlippageTooHigh',
  'SubtensorModule.clear_coldkey_swap_announcement':
    'ColdkeySwapDisputed BadOrigin ColdkeySwapAnnouncementNotFound ColdkeySwapClearTooEarly',
  'SubtensorModule.register_limit':
    'BadOrigin RegistrationNotPermittedOnRootSubnet SubnetNotExists RegistrationPriceLimitExceeded SubNetRegistrationDisabled HotKeyAlreadyRegisteredInSubNet NotEnoughBalanceToStake CannotUseSystemAccount NonAssociatedColdKey NoNeuronIdAvailable InsufficientBalance Token.BelowMinimum Swap.SwapInputTooLarge Swap.ReservesTooLow Swap.PriceLimitExceeded',
  'SubtensorModule.set_auto_parent_delegation_enabled':
    'BadOrigin NonAssociatedColdKey HotKeyNotRegisteredInSubNet',
  'SubtensorModule.lock_stake':
    'BadOrigin AmountTooLow HotKeyAccountNotExists LockHotkeyMismatch InsufficientStakeForLock',
  'SubtensorModule.move_lock': 'BadOrigin HotKeyAccountNotExists NoExistingLock',
  'SubtensorModule.set_perpetual_lock': 'BadOrigin',
  'SubtensorModule.set_tempo':
    'BadOrigin TempoOutOfBounds AdminActionProhibitedDuringWeightsWindow TxRateLimitExceeded',
  'SubtensorModule.set_activity_cutoff_factor':
    'BadOrigin ActivityCutoffFactorMilliOutOfBounds AdminActionProhibitedDuringWeightsWindow TxRateLimitExceeded',
  'SubtensorModule.trigger_epoch':
    'BadOrigin DynamicTempoBlockedByCommitReveal EpochTriggerAlreadyPending AutoEpochAlreadyImminent TxRateLimitExceeded',
  'SubtensorModule.set_reject_locked_alpha': 'BadOrigin',
  'Utility.batch': 'System.CallFiltered BadOrigin TooManyCalls',
  'Utility.as_derivative': 'BadOrigin',
  'Utility.batch_all': 'System.CallFiltered BadOrigin TooManyCalls',
  'Utility.dispatch_as': 'BadOrigin',
  'Utility.force_batch': 'System.CallFiltered BadOrigin TooManyCalls',
  'Utility.with_weight': 'BadOrigin Preimage.TooBig',
  'Utility.if_else': 'BadOrigin',
  'Utility.dispatch_as_fallible': 'BadOrigin',
  'Sudo.sudo': 'BadOrigin RequireSudo',
  'Sudo.sudo_unchecked_weight': 'BadOrigin RequireSudo',
  'Sudo.set_key': 'BadOrigin RequireSudo CannotLookup',
  'Sudo.sudo_as': 'BadOrigin RequireSudo CannotLookup',
  'Sudo.remove_key': 'BadOrigin RequireSudo',
  'Multisig.as_multi_threshold_1':
    'BadOrigin TooFewSignatories TooManySignatories SignatoriesOutOfOrder SenderInSignatories',
  'Multisig.as_multi':
    'BadOrigin MinimumThreshold TooFewSignatories TooManySignatories SignatoriesOutOfOrder SenderInSignatories UnexpectedTimepoint Balances.InsufficientBalance NoTimepoint WrongTimepoint MaxWeightTooLow AlreadyApproved',
  'Multisig.approve_as_multi':
    'BadOrigin MinimumThreshold TooFewSignatories TooManySignatories SignatoriesOutOfOrder SenderInSignatories UnexpectedTimepoint Balances.InsufficientBalance NoTimepoint WrongTimepoint AlreadyApproved',
  'Multisig.cancel_as_multi':
    'BadOrigin MinimumThreshold TooFewSignatories TooManySignatories SignatoriesOutOfOrder SenderInSignatories NotFound WrongTimepoint NotOwner',
  'Multisig.poke_deposit':
    'BadOrigin MinimumThreshold TooFewSignatories TooManySignatories SignatoriesOutOfOrder SenderInSignatories NotFound NotOwner Balances.InsufficientBalance',
  'Preimage.note_preimage': 'BadOrigin TooBig AlreadyNoted Token.FundsUnavailable',
  'Preimage.unnote_preimage': 'BadOrigin NotNoted NotAuthorized',
  'Preimage.request_preimage': 'BadOrigin',
  'Preimage.unrequest_preimage': 'BadOrigin NotRequested',
  'Preimage.ensure_updated': 'BadOrigin TooFew TooMany',
  'Scheduler.schedule': 'BadOrigin TargetBlockNumberInPast Exhausted',
  'Scheduler.cancel': 'BadOrigin NotFound',
  'Scheduler.schedule_named': 'BadOrigin FailedToSchedule TargetBlockNumberInPast Exhausted',
  'Scheduler.cancel_named': 'BadOrigin NotFound',
  'Scheduler.schedule_after': 'BadOrigin TargetBlockNumberInPast Exhausted',
  'Scheduler.schedule_named_after': 'BadOrigin FailedToSchedule TargetBlockNumberInPast Exhausted',
  'Scheduler.set_retry': 'BadOrigin NotFound',
  'Scheduler.set_retry_named': 'BadOrigin NotFound',
  'Scheduler.cancel_retry': 'BadOrigin NotFound',
  'Scheduler.cancel_retry_named': 'BadOrigin NotFound',
  'Proxy.proxy': 'BadOrigin CannotLookup NotProxy Unannounced',
  'Proxy.add_proxy':
    'BadOrigin CannotLookup NoSelfProxy Duplicate TooMany Balances.InsufficientBalance',
  'Proxy.remove_proxy': 'BadOrigin CannotLookup NotFound',
  'Proxy.remove_proxies': 'BadOrigin',
  'Proxy.create_pure': 'BadOrigin Duplicate Balances.InsufficientBalance',
  'Proxy.kill_pure': 'BadOrigin CannotLookup NoPermission',
  'Proxy.announce': 'BadOrigin CannotLookup NotProxy TooMany Balances.InsufficientBalance',
  'Proxy.remove_announcement': 'BadOrigin CannotLookup NotFound',
  'Proxy.reject_announcement': 'BadOrigin CannotLookup NotFound',
  'Proxy.proxy_announced': 'BadOrigin CannotLookup NotProxy Unannounced',
  'Proxy.poke_deposit': 'BadOrigin Balances.InsufficientBalance',
  'Proxy.set_real_pays_fee': 'BadOrigin CannotLookup NotProxy',
  'Commitments.set_commitment': 'BadOrigin AccountNotAllowedCommit SpaceLimitExceeded',
  'Commitments.set_max_space': 'BadOrigin',
  'AdminUtils.swap_authorities': 'BadOrigin',
  'AdminUtils.sudo_set_default_take': 'BadOrigin',
  'AdminUtils.sudo_set_tx_rate_limit': 'BadOrigin',
  'AdminUtils.sudo_set_serving_rate_limit':
    'BadOrigin SubtensorModule.TxRateLimitExceeded SubtensorModule.AdminActionProhibitedDuringWeightsWindow',
  'AdminUtils.sudo_set_min_difficulty':
    'BadOrigin SubtensorModule.AdminActionProhibitedDuringWeightsWindow SubnetDoesNotExist',
  'AdminUtils.sudo_set_max_difficulty':
    'BadOrigin SubtensorModule.TxRateLimitExceeded SubtensorModule.AdminActionProhibitedDuringWeightsWindow SubnetDoesNotExist',
  'AdminUtils.sudo_set_weights_version_key':
    'BadOrigin SubtensorModule.TxRateLimitExceeded SubtensorModule.AdminActionProhibitedDuringWeightsWindow SubnetDoesNotExist',
  'AdminUtils.sudo_set_weights_set_rate_limit': 'BadOrigin SubnetDoesNotExist',
  'AdminUtils.sudo_set_adjustment_interval': 'BadOrigin SubnetDoesNotExist',
  'AdminUtils.sudo_set_adjustment_alpha':
    'BadOrigin SubtensorModule.TxRateLimitExceeded SubtensorModule.AdminActionProhibitedDuringWeightsWindow SubnetDoesNotExist',
  'AdminUtils.sudo_set_immunity_period':
    'BadOrigin SubtensorModule.TxRateLimitExceeded SubtensorModule.AdminActionProhibitedDuringWeightsWindow SubnetDoesNotExist',
  'AdminUtils.sudo_set_min_allowed_weights':
    'BadOrigin SubtensorModule.TxRateLimitExceeded SubtensorModule.AdminActionProhibitedDuringWeightsWindow SubnetDoesNotExist',
  'AdminUtils.sudo_set_max_allowed_uids':
    'BadOrigin SubtensorModule.TxRateLimitExceeded SubtensorModule.AdminActionProhibitedDuringWeightsWindow SubnetDoesNotExist MaxAllowedUidsLessThanMinAllowedUids MaxAllowedUIdsLessThanCurrentUIds MaxAllowedUidsGreaterThanDefaultMaxAllowedUids SubtensorModule.TooManyUIDsPerMechanism',
  'AdminUtils.sudo_set_kappa': 'BadOrigin SubnetDoesNotExist',
  'AdminUtils.sudo_set_rho':
    'BadOrigin SubtensorModule.TxRateLimitExceeded SubtensorModule.AdminActionProhibitedDuringWeightsWindow SubnetDoesNotExist',
  'AdminUtils.sudo_set_activity_cutoff':
    'BadOrigin SubtensorModule.TxRateLimitExceeded SubtensorModule.AdminActionProhibitedDuringWeightsWindow SubnetDoesNotExist SubtensorModule.ActivityCutoffTooLow',
  'AdminUtils.sudo_set_network_registration_allowed': 'BadOrigin',
  'AdminUtils.sudo_set_network_pow_registration_allowed': 'POWRegistrationDisabled',
  'AdminUtils.sudo_set_target_registrations_per_interval':
    'BadOrigin SubtensorModule.AdminActionProhibitedDuringWeightsWindow SubnetDoesNotExist',
  'AdminUtils.sudo_set_min_burn':
    'BadOrigin SubtensorModule.TxRateLimitExceeded SubtensorModule.AdminActionProhibitedDuringWeightsWindow SubnetDoesNotExist ValueNotInBounds',
  'AdminUtils.sudo_set_max_burn':
    'BadOrigin SubtensorModule.TxRateLimitExceeded SubtensorModule.AdminActionProhibitedDuringWeightsWindow SubnetDoesNotExist ValueNotInBounds',
  'AdminUtils.sudo_set_difficulty':
    'BadOrigin SubtensorModule.AdminActionProhibitedDuringWeightsWindow SubnetDoesNotExist',
  'AdminUtils.sudo_set_max_allowed_validators':
    'BadOrigin SubtensorModule.AdminActionProhibitedDuringWeightsWindow SubnetDoesNotExist MaxValidatorsLargerThanMaxUIds',
  'AdminUtils.sudo_set_bonds_moving_average':
    'BadOrigin SubtensorModule.TxRateLimitExceeded SubtensorModule.AdminActionProhibitedDuringWeightsWindow BondsMovingAverageMaxReached SubnetDoesNotExist',
  'AdminUtils.sudo_set_max_registrations_per_block':
    'BadOrigin SubtensorModule.AdminActionProhibitedDuringWeightsWindow SubnetDoesNotExist',
  'AdminUtils.sudo_set_subnet_owner_cut': 'BadOrigin',
  'AdminUtils.sudo_set_network_rate_limit': 'BadOrigin',
  'AdminUtils.sudo_set_tempo':
    'BadOrigin SubtensorModule.AdminActionProhibitedDuringWeightsWindow SubnetDoesNotExist',
  'AdminUtils.sudo_set_total_issuance': 'Deprecated',
  'AdminUtils.sudo_set_network_immunity_period': 'BadOrigin',
  'AdminUtils.sudo_set_network_min_lock_cost': 'BadOrigin',
  'AdminUtils.sudo_set_subnet_limit': 'BadOrigin',
  'AdminUtils.sudo_set_lock_reduction_interval': 'BadOrigin',
  'AdminUtils.sudo_set_rao_recycled': 'BadOrigin SubnetDoesNotExist',
  'AdminUtils.sudo_set_stake_threshold': 'BadOrigin',
  'AdminUtils.sudo_set_nominator_min_required_stake': 'BadOrigin',
  'AdminUtils.sudo_set_tx_delegate_take_rate_limit': 'BadOrigin',
  'AdminUtils.sudo_set_min_delegate_take': 'BadOrigin',
  'AdminUtils.sudo_set_commit_reveal_weights_enabled':
    'BadOrigin SubtensorModule.TxRateLimitExceeded SubtensorModule.AdminActionProhibitedDuringWeightsWindow SubnetDoesNotExist',
  'AdminUtils.sudo_set_liquid_alpha_enabled':
    'BadOrigin SubtensorModule.TxRateLimitExceeded SubtensorModule.AdminActionProhibitedDuringWeightsWindow',
  'AdminUtils.sudo_set_alpha_values':
    'BadOrigin SubtensorModule.TxRateLimitExceeded SubtensorModule.AdminActionProhibitedDuringWeightsWindow SubtensorModule.LiquidAlphaDisabled SubtensorModule.AlphaHighTooLow SubtensorModule.AlphaLowOutOfRange',
  'AdminUtils.sudo_set_dissolve_network_schedule_duration': 'BadOrigin',
  'AdminUtils.sudo_set_commit_reveal_weights_interval':
    'BadOrigin SubtensorModule.TxRateLimitExceeded SubtensorModule.AdminActionProhibitedDuringWeightsWindow SubnetDoesNotExist SubtensorModule.RevealPeriodTooLarge SubtensorModule.RevealPeriodTooSmall',
  'AdminUtils.sudo_set_evm_chain_id': 'BadOrigin',
  'AdminUtils.schedule_grandpa_change': 'BadOrigin Grandpa.ChangePending Grandpa.TooSoon',
  'AdminUtils.sudo_set_bonds_penalty':
    'BadOrigin SubtensorModule.TxRateLimitExceeded SubtensorModule.AdminActionProhibitedDuringWeightsWindow SubnetDoesNotExist',
  'AdminUtils.sudo_set_toggle_transfer':
    'BadOrigin SubtensorModule.TxRateLimitExceeded SubtensorModule.AdminActionProhibitedDuringWeightsWindow',
  'AdminUtils.sudo_toggle_evm_precompile': 'BadOrigin',
  'AdminUtils.sudo_set_subnet_moving_alpha': 'BadOrigin',
  'AdminUtils.sudo_set_subnet_owner_hotkey':
    'BadOrigin SubtensorModule.SubnetNotExists SubtensorModule.TxRateLimitExceeded SubtensorModule.CannotUseSystemAccount',
  'AdminUtils.sudo_set_ema_price_halving_period': 'BadOrigin',
  'AdminUtils.sudo_set_subtoken_enabled':
    'BadOrigin SubtensorModule.AdminActionProhibitedDuringWeightsWindow',
  'AdminUtils.sudo_set_sn_owner_hotkey':
    'BadOrigin SubtensorModule.SubnetNotExists SubtensorModule.TxRateLimitExceeded SubtensorModule.CannotUseSystemAccount',
  'AdminUtils.sudo_set_alpha_sigmoid_steepness':
    'BadOrigin SubtensorModule.TxRateLimitExceeded SubtensorModule.AdminActionProhibitedDuringWeightsWindow SubnetDoesNotExist NegativeSigmoidSteepness',
  'AdminUtils.sudo_set_yuma3_enabled':
    'BadOrigin SubtensorModule.TxRateLimitExceeded SubtensorModule.AdminActionProhibitedDuringWeightsWindow',
  'AdminUtils.sudo_set_bonds_reset_enabled':
    'BadOrigin SubtensorModule.TxRateLimitExceeded SubtensorModule.AdminActionProhibitedDuringWeightsWindow',
  'AdminUtils.sudo_set_commit_reveal_version': 'BadOrigin',
  'AdminUtils.sudo_set_owner_immune_neuron_limit':
    'BadOrigin SubtensorModule.TxRateLimitExceeded SubtensorModule.AdminActionProhibitedDuringWeightsWindow SubtensorModule.InvalidValue',
  'AdminUtils.sudo_set_ck_burn': 'BadOrigin',
  'AdminUtils.sudo_set_admin_freeze_window': 'BadOrigin',
  'AdminUtils.sudo_set_owner_hparam_rate_limit': 'BadOrigin',
  'AdminUtils.sudo_set_mechanism_count':
    'BadOrigin SubtensorModule.TxRateLimitExceeded SubtensorModule.AdminActionProhibitedDuringWeightsWindow SubtensorModule.MechanismDoesNotExist SubtensorModule.InvalidValue SubtensorModule.TooManyUIDsPerMechanism',
  'AdminUtils.sudo_set_mechanism_emission_split':
    'BadOrigin SubtensorModule.TxRateLimitExceeded SubtensorModule.AdminActionProhibitedDuringWeightsWindow SubtensorModule.MechanismDoesNotExist SubtensorModule.InvalidValue',
  'AdminUtils.sudo_trim_to_max_allowed_uids':
    'BadOrigin SubtensorModule.TxRateLimitExceeded SubtensorModule.AdminActionProhibitedDuringWeightsWindow SubtensorModule.SubnetNotExists SubtensorModule.InvalidValue SubtensorModule.TrimmingWouldExceedMaxImmunePercentage',
  'AdminUtils.sudo_set_min_allowed_uids':
    'BadOrigin SubtensorModule.AdminActionProhibitedDuringWeightsWindow SubnetDoesNotExist MinAllowedUidsGreaterThanMaxAllowedUids MinAllowedUidsGreaterThanCurrentUids',
  'AdminUtils.sudo_set_recycle_or_burn':
    'BadOrigin SubtensorModule.TxRateLimitExceeded SubtensorModule.AdminActionProhibitedDuringWeightsWindow',
  'AdminUtils.sudo_set_tao_flow_cutoff': 'BadOrigin',
  'AdminUtils.sudo_set_tao_flow_normalization_exponent': 'BadOrigin InvalidValue',
  'AdminUtils.sudo_set_tao_flow_smoothing_factor': 'BadOrigin',
  'AdminUtils.sudo_set_min_non_immune_uids': 'BadOrigin',
  'AdminUtils.sudo_set_start_call_delay': 'BadOrigin',
  'AdminUtils.sudo_set_coldkey_swap_announcement_delay': 'BadOrigin',
  'AdminUtils.sudo_set_coldkey_swap_reannouncement_delay': 'BadOrigin',
  'AdminUtils.sudo_set_max_mechanism_count': 'BadOrigin SubtensorModule.InvalidValue',
  'AdminUtils.sudo_set_burn_half_life':
    'BadOrigin SubtensorModule.TxRateLimitExceeded SubtensorModule.AdminActionProhibitedDuringWeightsWindow SubnetDoesNotExist NotPermittedOnRootSubnet InvalidValue',
  'AdminUtils.sudo_set_burn_increase_mult':
    'BadOrigin SubtensorModule.TxRateLimitExceeded SubtensorModule.AdminActionProhibitedDuringWeightsWindow SubnetDoesNotExist NotPermittedOnRootSubnet InvalidValue',
  'AdminUtils.sudo_set_net_tao_flow_enabled': 'BadOrigin',
  'AdminUtils.sudo_set_owner_cut_enabled':
    'BadOrigin SubtensorModule.AdminActionProhibitedDuringWeightsWindow SubnetDoesNotExist NotPermittedOnRootSubnet',
  'AdminUtils.sudo_set_min_childkey_take_per_subnet':
    'BadOrigin SubtensorModule.TxRateLimitExceeded SubtensorModule.AdminActionProhibitedDuringWeightsWindow SubnetDoesNotExist InvalidValue',
  'AdminUtils.sudo_set_subnet_emission_enabled':
    'BadOrigin SubnetDoesNotExist NotPermittedOnRootSubnet',
  'AdminUtils.sudo_set_owner_cut_auto_lock_enabled':
    'BadOrigin SubtensorModule.AdminActionProhibitedDuringWeightsWindow SubnetDoesNotExist NotPermittedOnRootSubnet',
  'AdminUtils.sudo_set_max_epochs_per_block': 'BadOrigin ValueNotInBounds',
  'SafeMode.enter': 'BadOrigin Entered NotConfigured',
  'SafeMode.force_enter': 'BadOrigin Entered',
  'SafeMode.extend': 'BadOrigin Exited NotConfigured',
  'SafeMode.force_extend': 'BadOrigin Exited',
  'SafeMode.force_exit': 'BadOrigin Exited',
  'SafeMode.force_slash_deposit': 'BadOrigin NoDeposit',
  'SafeMode.release_deposit': 'BadOrigin NoDeposit Entered NotConfigured',
  'SafeMode.force_release_deposit': 'BadOrigin NoDeposit CurrencyError',
  'Drand.write_pulse': 'BadOrigin PulseVerificationError InvalidRoundNumber',
  'Drand.set_beacon_config': 'BadOrigin',
  'Drand.set_oldest_stored_round': 'BadOrigin',
  'Crowdloan.create':
    'BadOrigin DepositTooLow CapTooLow MinimumContributionTooLow InvalidFinalizationConfig CannotEndInPast BlockDurationTooShort BlockDurationTooLong InsufficientBalance Overflow Exhausted Token.Frozen',
  'Crowdloan.contribute':
    'BadOrigin InvalidCrowdloanId ContributionPeriodEnded CapRaised ContributionTooLow MaxContributorsReached MaxContributionReached Overflow InsufficientBalance Token.Frozen',
  'Crowdloan.withdraw':
    'BadOrigin InvalidCrowdloanId AlreadyFinalized NoContribution DepositCannotBeWithdrawn Underflow Token.BelowMinimum',
  'Crowdloan.finalize':
    'BadOrigin InvalidCrowdloanId InvalidOrigin CapNotRaised AlreadyFinalized InvalidFinalizationConfig Token.FundsUnavailable CallUnavailable Arithmetic.Underflow',
  'Crowdloan.refund':
    'BadOrigin InvalidCrowdloanId AlreadyFinalized InvalidOrigin Underflow Token.BelowMinimum',
  'Crowdloan.dissolve':
    'BadOrigin InvalidCrowdloanId AlreadyFinalized InvalidOrigin NoContribution NotReadyToDissolve Token.FundsUnavailable',
  'Crowdloan.update_min_contribution':
    'BadOrigin InvalidCrowdloanId AlreadyFinalized InvalidOrigin MinimumContributionTooLow MinimumContributionTooHigh',
  'Crowdloan.update_end':
    'BadOrigin InvalidCrowdloanId AlreadyFinalized InvalidOrigin CannotEndInPast BlockDurationTooShort BlockDurationTooLong',
  'Crowdloan.update_cap': 'BadOrigin InvalidCrowdloanId AlreadyFinalized InvalidOrigin CapTooLow',
  'Crowdloan.set_max_contribution':
    'BadOrigin InvalidCrowdloanId AlreadyFinalized InvalidOrigin MaximumContributionTooLow',
  'Swap.set_fee_rate': 'BadOrigin MechanismDoesNotExist FeeRateTooHigh',
  'Swap.add_liquidity': 'Deprecated',
  'Swap.remove_liquidity': 'Deprecated',
  'Swap.modify_position': 'Deprecated',
  'Swap.toggle_user_liquidity': 'Deprecated',
  'Swap.disable_lp': 'Deprecated',
  'MevShield.announce_next_key': 'BadOrigin Unreachable BadEncKeyLen',
  'MevShield.submit_encrypted': 'BadOrigin',
  'MevShield.store_encrypted': 'BadOrigin TooManyPendingExtrinsics',
  'MevShield.set_max_pending_extrinsics_number': 'BadOrigin',
  'MevShield.set_on_initialize_weight': 'BadOrigin WeightExceedsAbsoluteMax',
  'MevShield.set_stored_extrinsic_lifetime': 'BadOrigin',
  'MevShield.set_max_extrinsic_weight': 'BadOrigin WeightExceedsAbsoluteMax',
}
